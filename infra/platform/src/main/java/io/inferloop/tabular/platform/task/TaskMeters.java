package io.inferloop.tabular.platform.task;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;

/** What a worker tells about its lane; the age of what it takes is the signal to scale on. */
final class TaskMeters {

    private final MeterRegistry registry;
    private final String lane;
    private final Timer queueAge;

    TaskMeters(MeterRegistry registry, String lane, int slots, ActiveRuns runs) {
        this.registry = registry;
        this.lane = lane;
        this.queueAge = Timer.builder("tabular.dispatch.queue.age")
                .description("Time from dispatch until a worker took the record")
                .tag("lane", lane)
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofMinutes(10))
                .register(registry);
        Gauge.builder("tabular.active.tasks", runs, ActiveRuns::count)
                .description("Runs that this worker holds")
                .tag("lane", lane)
                .register(registry);
        Gauge.builder("tabular.worker.slots", () -> slots)
                .description("Runs that this worker can hold")
                .tag("lane", lane)
                .register(registry);
    }

    void taken(Instant dispatchedAt, Instant now) {
        Duration age = Duration.between(dispatchedAt, now);
        queueAge.record(age.isNegative() ? Duration.ZERO : age);
    }

    /** @param reason late, undecodable or unconfirmed */
    void notRun(String reason) {
        Counter.builder("tabular.dispatch.not.run")
                .description("Dispatch records taken and not run")
                .tag("lane", lane)
                .tag("reason", reason)
                .register(registry)
                .increment();
    }
}
