package io.inferloop.tabular.core.synthesis;

import java.util.List;

/** Hyper-parameters that an algorithm refuses; one sentence per mistake, for the user. */
public final class InvalidHyperparametersException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> mistakes;

    public InvalidHyperparametersException(List<String> mistakes) {
        super(String.join("; ", mistakes));
        this.mistakes = List.copyOf(mistakes);
    }

    public List<String> mistakes() {
        return mistakes;
    }
}
