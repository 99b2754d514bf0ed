package io.inferloop.tabular.platform.storage;

import io.inferloop.tabular.platform.failure.RejectedException;

/** More bytes than allowed. Nothing was stored. */
public final class TooLargeException extends RejectedException {

    private final long maxBytes;

    public TooLargeException(long maxBytes) {
        super("too_large", "The content has more than the allowed %,d bytes".formatted(maxBytes));
        this.maxBytes = maxBytes;
    }

    public long maxBytes() {
        return maxBytes;
    }
}
