package io.inferloop.tabular.billing.usage;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what became of usage events. Counts work, not money: work that is done again after a failure counts again. */
public final class UsageMetrics {

    private final MeterRegistry registry;
    private final Counter accepted;
    private final Counter deduplicated;

    public UsageMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.accepted = Counter.builder("tabular.billing.usage.accepted")
                .description("Usage events that are billed")
                .register(registry);
        this.deduplicated = Counter.builder("tabular.billing.usage.deduplicated")
                .description("Repeated usage events that were dropped")
                .register(registry);
    }

    void accepted() {
        accepted.increment();
    }

    void deduplicated() {
        deduplicated.increment();
    }

    void rejected(RejectedUsageException.Reason reason) {
        registry.counter("tabular.billing.usage.rejected", "reason", reason.code())
                .increment();
    }
}
