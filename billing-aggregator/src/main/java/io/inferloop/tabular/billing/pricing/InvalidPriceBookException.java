package io.inferloop.tabular.billing.pricing;

import java.util.List;

/** A price book document cannot be used. Names every mistake in it, each with the place where it is. */
public final class InvalidPriceBookException extends RuntimeException {

    private final List<String> mistakes;

    InvalidPriceBookException(String document, List<String> mistakes) {
        super("%s has %d mistake%s:%n- %s"
                .formatted(
                        document,
                        mistakes.size(),
                        mistakes.size() == 1 ? "" : "s",
                        String.join(System.lineSeparator() + "- ", mistakes)));
        this.mistakes = List.copyOf(mistakes);
    }

    public List<String> mistakes() {
        return mistakes;
    }
}
