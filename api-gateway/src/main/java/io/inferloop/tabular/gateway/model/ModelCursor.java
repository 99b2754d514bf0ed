package io.inferloop.tabular.gateway.model;

import io.inferloop.tabular.gateway.web.ApiProblem;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.springframework.http.HttpStatus;

/** Where a page of models ended. Opaque to clients. */
record ModelCursor(Instant createdAt, ModelId id) {

    static ModelCursor of(Model last) {
        return new ModelCursor(last.jobCreatedAt(), last.id());
    }

    /** @throws ApiProblem 400 for a text that we did not write */
    static ModelCursor parse(String text) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("\\|", -1);
            if (parts.length != 2) {
                throw new IllegalArgumentException("%d parts".formatted(parts.length));
            }
            return new ModelCursor(Instant.parse(parts[0]), new ModelId(UUID.fromString(parts[1])));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw ApiProblem.of(
                    HttpStatus.BAD_REQUEST, "invalid_cursor", "Take the cursor from next_cursor of the page before.");
        }
    }

    String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((createdAt + "|" + id).getBytes(StandardCharsets.UTF_8));
    }
}
