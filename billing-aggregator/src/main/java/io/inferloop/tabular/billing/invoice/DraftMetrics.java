package io.inferloop.tabular.billing.invoice;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts drafts, and usage that came after its month. Counts work: what is done again after a failure counts again. */
public final class DraftMetrics {

    private final Counter late;
    private final Counter drafted;

    public DraftMetrics(MeterRegistry registry) {
        this.late = Counter.builder("tabular.billing.usage.late")
                .description("Usage events that arrived after their month had ended")
                .register(registry);
        this.drafted = Counter.builder("tabular.billing.invoices.drafted")
                .description("Draft invoices written")
                .register(registry);
    }

    void late() {
        late.increment();
    }

    void drafted() {
        drafted.increment();
    }
}
