package io.inferloop.tabular.gateway.job;

import io.inferloop.tabular.gateway.web.ApiProblem;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * {@code Cancel-After}: how long a client wants a job's answer. A job that has not started by then expires, one that is under way is
 * cancelled. Seconds ({@code 90}), units ({@code 1m}, {@code 1h30m}) or ISO 8601 ({@code PT1M}).
 */
final class CancelAfter {

    static final Duration SHORTEST = Duration.ofSeconds(5);
    static final Duration LONGEST = Duration.ofHours(24);
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

    private CancelAfter() {}

    /** @throws ApiProblem 400 for what is no duration, or is one that is too short or too long */
    static Optional<Duration> read(@Nullable String header) {
        if (header == null) {
            return Optional.empty();
        }
        Duration after = parse(header.strip());
        if (after.compareTo(SHORTEST) < 0 || after.compareTo(LONGEST) > 0) {
            throw invalid("Cancel-After must be 5 seconds to 24 hours, got %s.".formatted(header));
        }
        return Optional.of(after);
    }

    private static Duration parse(String text) {
        try {
            if (SECONDS.matcher(text).matches()) {
                return Duration.ofSeconds(Long.parseLong(text));
            }
            return Duration.parse(text.regionMatches(true, 0, "P", 0, 1) ? text : "PT" + text);
        } catch (DateTimeException e) {
            throw invalid("Cancel-After must be seconds or a duration such as 90, 1m, 1h30m or PT1M, got %s."
                    .formatted(text));
        }
    }

    private static ApiProblem invalid(String detail) {
        return ApiProblem.of(HttpStatus.BAD_REQUEST, "invalid_cancel_after", detail);
    }
}
