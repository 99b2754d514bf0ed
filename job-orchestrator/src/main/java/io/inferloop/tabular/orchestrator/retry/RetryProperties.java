package io.inferloop.tabular.orchestrator.retry;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How failed attempts are made again.
 *
 * @param maxAttempts at one task whose worker was lost or ran out of memory, the first included; default 3
 * @param bugAttempts at one task whose worker failed by a mistake of ours, the first included; default 2
 * @param outageAttempts at one task while a server that it needs is away, the first included; default 12, which with the
 *     other defaults lasts four minutes on average
 * @param initial longest wait before the second attempt; default 1 s
 * @param factor how much longer the wait may be after each further attempt; default 4
 * @param maximum no wait is longer; default 1 min
 */
@ConfigurationProperties("tabular.orchestrator.retry")
public record RetryProperties(
        @DefaultValue("3") int maxAttempts,
        @DefaultValue("2") int bugAttempts,
        @DefaultValue("12") int outageAttempts,
        @DefaultValue("1s") Duration initial,
        @DefaultValue("4") double factor,
        @DefaultValue("1m") Duration maximum) {

    public RetryProperties {
        if (maxAttempts < 1) {
            throw new IllegalArgumentException(
                    "tabular.orchestrator.retry.max-attempts must be at least 1, got " + maxAttempts);
        }
        if (bugAttempts < 1 || bugAttempts > maxAttempts) {
            throw new IllegalArgumentException("tabular.orchestrator.retry.bug-attempts must be 1 to %d, got %d"
                    .formatted(maxAttempts, bugAttempts));
        }
        if (outageAttempts < maxAttempts) {
            throw new IllegalArgumentException(
                    "tabular.orchestrator.retry.outage-attempts must be at least max-attempts (%d), got %d"
                            .formatted(maxAttempts, outageAttempts));
        }
        if (!initial.isPositive() || maximum.compareTo(initial) < 0) {
            throw new IllegalArgumentException(
                    "tabular.orchestrator.retry.initial must be positive and at most maximum (%s), got %s"
                            .formatted(maximum, initial));
        }
        if (factor < 1) {
            throw new IllegalArgumentException("tabular.orchestrator.retry.factor must be at least 1, got " + factor);
        }
    }
}
