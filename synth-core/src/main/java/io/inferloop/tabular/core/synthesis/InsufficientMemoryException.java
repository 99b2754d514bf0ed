package io.inferloop.tabular.core.synthesis;

/** A fit would take more memory than it is granted, with however few rows. The message is for the user. */
public final class InsufficientMemoryException extends IllegalArgumentException {

    InsufficientMemoryException(String message) {
        super(message);
    }
}
