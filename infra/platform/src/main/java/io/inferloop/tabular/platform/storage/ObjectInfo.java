package io.inferloop.tabular.platform.storage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the store says of an object without its bytes. */
public record ObjectInfo(
        String key, long sizeBytes, @Nullable String contentType, Instant modifiedAt) {}
