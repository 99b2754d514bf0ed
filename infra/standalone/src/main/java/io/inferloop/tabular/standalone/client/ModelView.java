package io.inferloop.tabular.standalone.client;

import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** A model that is kept, as the gateway tells it. */
public record ModelView(UUID id, String algorithm, long sizeBytes, Instant createdAt, Instant expiresAt) {

    static ModelView of(JsonNode body) {
        return new ModelView(
                UUID.fromString(body.path("id").asString("")),
                body.path("algorithm").asString(""),
                body.path("size_bytes").asLong(0),
                Instant.parse(body.path("created_at").asString("")),
                Instant.parse(body.path("expires_at").asString("")));
    }
}
