package io.inferloop.tabular.platform.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.observation.Observation;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CpuMeterTest {

    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong process = new AtomicLong(100 * SECOND);
    private final AtomicLong thread = new AtomicLong(50 * SECOND);
    private final CpuMeter meter = new CpuMeter(process::get, ignored -> thread.get());

    @Test
    void aRunAloneCarriesWhatTheProcessUsed() {
        ActiveRun run = begun();
        meter.sample(List.of(run));
        long before = run.cpuMillis();
        process.addAndGet(3 * SECOND);
        thread.addAndGet(SECOND);
        meter.sample(List.of(run));

        assertThat(run.cpuMillis() - before).isEqualTo(3_000);
    }

    @Test
    void whatIsNotMeasuredByThreadIsSplitAndTheSumIsTheProcess() {
        ActiveRun working = begun();
        ActiveRun waiting = run();
        meter.sample(List.of(working, waiting));
        process.addAndGet(5 * SECOND);
        thread.addAndGet(SECOND);
        meter.sample(List.of(working, waiting));

        assertThat(working.cpuMillis()).isEqualTo(3_000);
        assertThat(waiting.cpuMillis()).isEqualTo(2_000);
    }

    private static ActiveRun run() {
        return new ActiveRun(
                Dispatches.of(UUID.randomUUID()), UUID.randomUUID(), Path.of("s"), Observation.NOOP, System::nanoTime);
    }

    private static ActiveRun begun() {
        ActiveRun run = run();
        run.begin();
        return run;
    }
}
