package io.inferloop.tabular.gateway.storage;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When what nobody needs is deleted from the object store.
 *
 * @param sweepEvery how often it is looked for
 * @param settle how long after a job's end a run that lost its lease may still be writing; longer than any lease
 */
@ConfigurationProperties("tabular.retention")
record RetentionProperties(
        @DefaultValue("10s") Duration sweepEvery,
        @DefaultValue("1h") Duration settle) {

    RetentionProperties {
        if (!sweepEvery.isPositive() || settle.isNegative()) {
            throw new IllegalArgumentException(
                    "tabular.retention.sweep-every must be positive and .settle not negative, got %s and %s"
                            .formatted(sweepEvery, settle));
        }
    }
}
