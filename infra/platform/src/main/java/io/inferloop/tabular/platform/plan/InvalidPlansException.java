package io.inferloop.tabular.platform.plan;

import java.util.List;

/** The plan document is wrong; the message names every mistake. */
public final class InvalidPlansException extends RuntimeException {

    private final List<String> mistakes;

    InvalidPlansException(String source, List<String> mistakes) {
        super("The plans of %s have %d mistake(s):%n- %s"
                .formatted(source, mistakes.size(), String.join("%n- ".formatted(), mistakes)));
        this.mistakes = List.copyOf(mistakes);
    }

    public List<String> mistakes() {
        return mistakes;
    }
}
