package io.inferloop.tabular.billing.usage;

/** Bytes that are no billing event. A registry that cannot be reached is not this. */
public final class UndecodableUsageException extends Exception {

    public UndecodableUsageException(String message, Throwable cause) {
        super(message, cause);
    }
}
