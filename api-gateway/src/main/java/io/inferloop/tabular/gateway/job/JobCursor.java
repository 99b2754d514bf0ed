package io.inferloop.tabular.gateway.job;

import io.inferloop.tabular.gateway.web.ApiProblem;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.springframework.http.HttpStatus;

/**
 * Where a page of jobs ended. Opaque to clients.
 *
 * @param filter fingerprint of the list's filter; elsewhere the cursor means nothing
 */
record JobCursor(Instant createdAt, JobId id, String filter) {

    static JobCursor of(Job last, JobFilter filter) {
        return new JobCursor(last.createdAt(), last.id(), filter.fingerprint());
    }

    /** @throws ApiProblem 400 for a text that we did not write, or wrote for a list with another filter */
    static JobCursor parse(String text, JobFilter filter) {
        JobCursor cursor = read(text);
        if (!cursor.filter().equals(filter.fingerprint())) {
            throw invalid("This cursor belongs to a list with other filters. Repeat the filters of the page before,"
                    + " or begin the new list without a cursor.");
        }
        return cursor;
    }

    private static JobCursor read(String text) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("\\|", 3);
            return new JobCursor(Instant.parse(parts[0]), new JobId(UUID.fromString(parts[1])), parts[2]);
        } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException e) {
            throw invalid("Take the cursor from next_cursor of the page before.");
        }
    }

    private static ApiProblem invalid(String detail) {
        return ApiProblem.of(HttpStatus.BAD_REQUEST, "invalid_cursor", detail);
    }

    String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((createdAt + "|" + id + "|" + filter).getBytes(StandardCharsets.UTF_8));
    }
}
