package io.inferloop.tabular.gateway.web;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.springframework.http.HttpStatus;

/** Where a page of a list, newest first, ended. Opaque to clients. */
public record PageCursor(Instant createdAt, UUID id) {

    /** @throws ApiProblem 400 for a text that we did not write */
    public static PageCursor parse(String text) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("\\|", 2);
            return new PageCursor(Instant.parse(parts[0]), UUID.fromString(parts[1]));
        } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException e) {
            throw ApiProblem.of(
                    HttpStatus.BAD_REQUEST, "invalid_cursor", "Take the cursor from next_cursor of the page before.");
        }
    }

    public String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((createdAt + "|" + id).getBytes(StandardCharsets.UTF_8));
    }
}
