package io.inferloop.tabular.platform.security;

import org.jspecify.annotations.Nullable;

/** A command that nobody can be held to. The message says why and never repeats the signature. */
public final class InvalidSignatureException extends Exception {

    InvalidSignatureException(String reason) {
        this(reason, null);
    }

    InvalidSignatureException(String reason, @Nullable Throwable cause) {
        super(reason, cause);
    }
}
