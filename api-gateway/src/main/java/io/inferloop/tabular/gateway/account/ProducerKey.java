package io.inferloop.tabular.gateway.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A public key that may sign commands.
 *
 * @param id RFC 7638 thumbprint
 * @param organization whose commands it signs; null for the gateway's own key, which signs for all
 */
record ProducerKey(
        String id,
        @Nullable OrganizationId organization,
        String publicJwk,
        Instant validFrom,
        @Nullable Instant revokedAt) {}
