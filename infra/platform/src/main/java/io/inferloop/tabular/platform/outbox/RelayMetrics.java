package io.inferloop.tabular.platform.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;

/** What the relay measures. */
final class RelayMetrics {

    private final Timer age;
    private final Counter failures;
    private final Counter quarantined;

    RelayMetrics(MeterRegistry meters) {
        this.age = Timer.builder("tabular.outbox.age")
                .description("From the row's transaction to Kafka's acknowledgement")
                .register(meters);
        this.failures = meters.counter("tabular.outbox.failures");
        this.quarantined = meters.counter("tabular.outbox.quarantined");
    }

    void sent(OutboxRow row, Instant now) {
        Duration waited = Duration.between(row.createdAt(), now);
        age.record(waited.isNegative() ? Duration.ZERO : waited);
    }

    void failed() {
        failures.increment();
    }

    void quarantined() {
        quarantined.increment();
    }
}
