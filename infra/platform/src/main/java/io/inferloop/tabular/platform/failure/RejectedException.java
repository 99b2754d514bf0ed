package io.inferloop.tabular.platform.failure;

import org.jspecify.annotations.Nullable;

/** The input is wrong. The message is shown to the user: what is wrong and what to do. */
public non-sealed class RejectedException extends TabularException {

    public RejectedException(String code, String message) {
        this(code, message, null);
    }

    public RejectedException(String code, String message, @Nullable Throwable cause) {
        super(FailureKind.REJECTED, code, message, cause);
    }
}
