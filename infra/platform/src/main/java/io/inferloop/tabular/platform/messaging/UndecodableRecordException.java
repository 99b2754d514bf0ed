package io.inferloop.tabular.platform.messaging;

import org.jspecify.annotations.Nullable;

/** Bytes that are not a value of their topic, now or later. The message says what is wrong with them. */
public final class UndecodableRecordException extends Exception {

    public UndecodableRecordException(String message) {
        this(message, null);
    }

    public UndecodableRecordException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
