package io.inferloop.tabular.gateway.dataset;

import io.inferloop.tabular.gateway.web.ApiProblem;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** The SHA-256 that a client promises in {@code Content-Digest} (RFC 9530), as lower case hex. */
final class ContentDigest {

    private static final Pattern SHA_256 = Pattern.compile("(?:^|,)\\s*sha-256=:([A-Za-z0-9+/]{43}=):");

    private ContentDigest() {}

    /**
     * Empty where the header is absent.
     *
     * @throws ApiProblem 400 for a header without a well-formed sha-256
     */
    static Optional<String> read(@Nullable String header) {
        if (header == null) {
            return Optional.empty();
        }
        Matcher found = SHA_256.matcher(header);
        if (!found.find()) {
            throw ApiProblem.of(
                    HttpStatus.BAD_REQUEST,
                    "invalid_content_digest",
                    "Content-Digest must be sha-256=:<base64 of 32 bytes>: (RFC 9530).");
        }
        return Optional.of(HexFormat.of().formatHex(Base64.getDecoder().decode(found.group(1))));
    }
}
