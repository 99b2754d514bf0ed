package io.inferloop.tabular.platform.failure;

import org.jspecify.annotations.Nullable;

/** Something is away for a while; the same call may succeed later. */
public non-sealed class RetryableException extends TabularException {

    public RetryableException(String code, String message) {
        this(code, message, null);
    }

    public RetryableException(String code, String message, @Nullable Throwable cause) {
        super(FailureKind.RETRYABLE, code, message, cause);
    }
}
