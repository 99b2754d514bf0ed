package io.inferloop.tabular.billing.usage;

import java.time.Duration;

/**
 * How far an event's time may be from the time at which Kafka appended it. Both times are in the log, so a replay
 * decides the same.
 *
 * @param ahead tolerance for clocks that differ
 * @param behind older usage is for manual review
 */
public record UsageWindow(Duration ahead, Duration behind) {

    public UsageWindow {
        if (ahead.isNegative() || behind.isNegative() || behind.isZero()) {
            throw new IllegalArgumentException(
                    "ahead must not be negative and behind must be positive, got %s and %s".formatted(ahead, behind));
        }
    }
}
