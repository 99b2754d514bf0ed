package io.inferloop.tabular.gateway.job;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code Prefer: wait=n} (RFC 7240): how many seconds a client would wait for an answer. A preference that cannot be read is ignored, as the RFC asks. */
final class WaitPreference {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Pattern WAIT = Pattern.compile("(?:^|[,;])\\s*wait\\s*=\\s*\"?(\\d{1,9})\"?\\s*(?:$|[,;])");

    private WaitPreference() {}

    /** At most a minute. */
    static Optional<Duration> read(@Nullable String prefer) {
        if (prefer == null) {
            return Optional.empty();
        }
        Matcher wait = WAIT.matcher(prefer);
        return wait.find()
                ? Optional.of(Duration.ofSeconds(Math.min(LONGEST.toSeconds(), Long.parseLong(wait.group(1)))))
                : Optional.empty();
    }
}
