package io.inferloop.tabular.core.model;

import java.util.List;

/** Conditions that a model refuses; one sentence per mistake, for the user. */
public final class InvalidConditionsException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> mistakes;

    public InvalidConditionsException(List<String> mistakes) {
        super(String.join("; ", mistakes));
        this.mistakes = List.copyOf(mistakes);
    }

    public List<String> mistakes() {
        return mistakes;
    }
}
