package io.inferloop.tabular.platform.failure;

import org.jspecify.annotations.Nullable;

/** A failure whose kind is known. Whatever else is thrown is a {@link FailureKind#BUG} unless {@link FailureKind#of} knows better. */
public abstract sealed class TabularException extends RuntimeException permits RetryableException, RejectedException {

    private final FailureKind kind;
    private final String code;

    TabularException(FailureKind kind, String code, String message, @Nullable Throwable cause) {
        super(message, cause);
        if (!code.matches("[a-z][a-z0-9_]*")) {
            throw new IllegalArgumentException("A failure code is snake_case, got '%s'".formatted(code));
        }
        this.kind = kind;
        this.code = code;
    }

    public FailureKind kind() {
        return kind;
    }

    /** Stable, in snake_case; for programs. */
    public String code() {
        return code;
    }
}
