package io.inferloop.tabular.validationworker.task;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import org.springframework.stereotype.Component;

/** What is counted of validations. */
@Component
class ValidationMeters {

    private final MeterRegistry registry;
    private final Counter finished;
    private final Timer duration;

    ValidationMeters(MeterRegistry registry) {
        this.registry = registry;
        this.finished = Counter.builder("tabular.validations")
                .description("Finished validations")
                .register(registry);
        this.duration = Timer.builder("tabular.validation.duration")
                .description("From the tables' download to the result's storage, of finished validations")
                .publishPercentileHistogram()
                .register(registry);
    }

    <T> T observe(Work<T> work) throws IOException {
        Timer.Sample since = Timer.start(registry);
        T result = work.run();
        since.stop(duration);
        finished.increment();
        return result;
    }

    interface Work<T> {
        T run() throws IOException;
    }
}
