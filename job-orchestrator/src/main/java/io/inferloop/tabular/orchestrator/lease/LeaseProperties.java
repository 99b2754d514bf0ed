package io.inferloop.tabular.orchestrator.lease;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a silent run is believed to live.
 *
 * @param duration from each start and heartbeat; the workers' own lease must not be longer; default 30 s
 * @param outage a gap in what is known of the task events that is at least this long was an outage of ours or of the
 *     broker's: every lease begins anew after it; default 10 s
 */
@ConfigurationProperties("tabular.orchestrator.lease")
public record LeaseProperties(
        @DefaultValue("30s") Duration duration,
        @DefaultValue("10s") Duration outage) {

    public LeaseProperties {
        if (!duration.isPositive()) {
            throw new IllegalArgumentException("tabular.orchestrator.lease.duration must be positive, got " + duration);
        }
        if (!outage.isPositive()) {
            throw new IllegalArgumentException("tabular.orchestrator.lease.outage must be positive, got " + outage);
        }
    }
}
