package io.inferloop.tabular.synthworker.task;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/** What is counted of generations, trainings, samplings and imputations. */
@Component
class SynthesisMeters {

    private final MeterRegistry registry;
    private final AtomicInteger active = new AtomicInteger();

    SynthesisMeters(MeterRegistry registry) {
        this.registry = registry;
        Gauge.builder("tabular.active.generations", active, AtomicInteger::get)
                .description("Generations, trainings, samplings and imputations that are running")
                .register(registry);
    }

    Timer.Sample begin() {
        active.incrementAndGet();
        return Timer.start(registry);
    }

    /** @param kind generation, training, sampling or imputation */
    void finished(Timer.Sample since, String kind, String algorithm, long rows) {
        Counter.builder("tabular.rows.generated")
                .description("Rows written by finished generations, samplings and imputations")
                .tag("algorithm", algorithm)
                .register(registry)
                .increment(rows);
        since.stop(Timer.builder("tabular." + kind + ".duration")
                .description("From the first download to the last output's storage, of those that finished")
                .tag("algorithm", algorithm)
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(50))
                .maximumExpectedValue(Duration.ofHours(4))
                .register(registry));
    }

    void end() {
        active.decrementAndGet();
    }
}
