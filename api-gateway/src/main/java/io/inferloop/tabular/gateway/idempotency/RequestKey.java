package io.inferloop.tabular.gateway.idempotency;

import io.inferloop.tabular.gateway.account.OrganizationId;
import io.inferloop.tabular.gateway.web.ApiProblem;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * An {@code Idempotency-Key} in the scope in which it counts: one organization, one route.
 *
 * @param route method and path, such as {@code POST /v1/jobs}
 * @param key as sent, without the quotes
 */
public record RequestKey(OrganizationId organization, String route, String key) {

    private static final int MOST_CHARACTERS = 255;

    /**
     * Reads the header: an RFC 8941 string in quotes (draft-ietf-httpapi-idempotency-key-header-07), or bare, as most clients send it.
     *
     * @throws ApiProblem 400 for an empty, overlong or unprintable key
     */
    public static Optional<RequestKey> read(@Nullable String header, OrganizationId organization, String route) {
        if (header == null) {
            return Optional.empty();
        }
        String key = header.strip();
        if (key.length() >= 2 && key.startsWith("\"") && key.endsWith("\"")) {
            key = key.substring(1, key.length() - 1).replace("\\\"", "\"").replace("\\\\", "\\");
        }
        if (key.isEmpty() || key.length() > MOST_CHARACTERS || !key.chars().allMatch(c -> c >= 0x20 && c < 0x7f)) {
            throw ApiProblem.of(
                    HttpStatus.BAD_REQUEST,
                    "invalid_idempotency_key",
                    "Idempotency-Key must be 1 to %d printable ASCII characters.".formatted(MOST_CHARACTERS));
        }
        return Optional.of(new RequestKey(organization, route, key));
    }
}
