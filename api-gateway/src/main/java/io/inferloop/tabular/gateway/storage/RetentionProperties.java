package io.inferloop.tabular.gateway.storage;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When what nobody needs is deleted from the object store.
 *
 * @param sweepEvery how often it is looked for
 * @param settle how long after a job's end a run that lost its lease may still be writing; longer than any lease
 * @param abandonedAfter age at which an upload in parts that is still open belongs to a process that died; longer than any upload and any
 *     task may take
 */
@ConfigurationProperties("tabular.retention")
record RetentionProperties(
        @DefaultValue("10s") Duration sweepEvery,
        @DefaultValue("1h") Duration settle,
        @DefaultValue("8d") Duration abandonedAfter) {

    /** Seven days of signatures, and the hour in which an upload that expires may still be completed. */
    private static final Duration LONGEST_UPLOAD = Duration.ofDays(7).plusHours(1);

    RetentionProperties {
        if (!sweepEvery.isPositive() || settle.isNegative()) {
            throw new IllegalArgumentException(
                    "tabular.retention.sweep-every must be positive and .settle not negative, got %s and %s"
                            .formatted(sweepEvery, settle));
        }
        if (abandonedAfter.compareTo(LONGEST_UPLOAD) <= 0) {
            throw new IllegalArgumentException(
                    "tabular.retention.abandoned-after must be longer than %s, the longest that an upload may take, got %s"
                            .formatted(LONGEST_UPLOAD, abandonedAfter));
        }
    }
}
