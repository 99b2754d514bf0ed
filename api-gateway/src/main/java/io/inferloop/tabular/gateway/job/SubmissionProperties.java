package io.inferloop.tabular.gateway.job;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How submissions are watched.
 *
 * @param confirmWithin a submission of which no event came back for so long is enqueued again
 * @param sweepEvery how often such submissions are looked for
 */
@ConfigurationProperties("tabular.submissions")
public record SubmissionProperties(
        @DefaultValue("1m") Duration confirmWithin,
        @DefaultValue("5s") Duration sweepEvery) {

    public SubmissionProperties {
        if (!confirmWithin.isPositive() || !sweepEvery.isPositive()) {
            throw new IllegalArgumentException(
                    "tabular.submissions.confirm-within and .sweep-every must be positive, got %s and %s"
                            .formatted(confirmWithin, sweepEvery));
        }
    }
}
