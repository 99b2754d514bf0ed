package io.inferloop.tabular.orchestrator.consume;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How topics are read.
 *
 * @param maxBatch most records of one transaction; default 500
 * @param concurrency members of each consumer group in this process; default 1
 * @param patience how long a submission may wait for a dataset that is not known yet; default 60 s
 * @param remember how long command ids are kept; longer than the commands' topic keeps records; default 15 days
 */
@ConfigurationProperties("tabular.orchestrator.consume")
public record ConsumeProperties(
        @DefaultValue("500") int maxBatch,
        @DefaultValue("1") int concurrency,
        @DefaultValue("60s") Duration patience,
        @DefaultValue("15d") Duration remember) {

    public ConsumeProperties {
        if (maxBatch < 1 || concurrency < 1) {
            throw new IllegalArgumentException(
                    "tabular.orchestrator.consume: max-batch and concurrency must be at least 1, got %d and %d"
                            .formatted(maxBatch, concurrency));
        }
        if (patience.isNegative() || !remember.isPositive()) {
            throw new IllegalArgumentException(
                    "tabular.orchestrator.consume: patience must not be negative and remember positive, got %s and %s"
                            .formatted(patience, remember));
        }
    }
}
