package io.inferloop.tabular.gateway.ratelimit;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One policy and what is left of it, as the two headers of draft-ietf-httpapi-ratelimit-headers-10 write them.
 *
 * @param most the quota
 * @param window in which the quota may be used; null where time plays no part
 * @param unit null: requests
 * @param remaining null: not told
 * @param fullAfter until the whole quota may be used again; null: nobody knows
 */
record Quota(
        String name,
        long most,
        @Nullable Duration window,
        @Nullable String unit,
        @Nullable Long remaining,
        @Nullable Duration fullAfter) {

    /** As an item of {@code RateLimit-Policy}. */
    String policy() {
        return "\"%s\";q=%d".formatted(name, most)
                + (unit == null ? "" : ";qu=\"%s\"".formatted(unit))
                + (window == null ? "" : ";w=" + Math.max(1, window.toSeconds()));
    }

    /** As an item of {@code RateLimit}; only of one whose rest is told. */
    String rest() {
        return "\"%s\";r=%d".formatted(name, remaining)
                + (fullAfter == null ? "" : ";t=" + (fullAfter.toMillis() + 999) / 1000);
    }
}
