package io.inferloop.tabular.standalone.stack;

/** What a user of the launcher must know; the message says what to do, and no stack trace is of use. */
public final class StackException extends Exception {

    private static final long serialVersionUID = 1L;

    public StackException(String message) {
        super(message);
    }

    public StackException(String message, Throwable cause) {
        super(message, cause);
    }
}
