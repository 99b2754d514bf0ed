package io.inferloop.tabular.gateway.account;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An API key as it may be shown: never its secret. */
record ApiKey(
        UUID id, String name, Instant createdAt, @Nullable Instant revokedAt) {}
