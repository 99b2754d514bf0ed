package io.inferloop.tabular.platform.task;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the runs' leases: a heartbeat for each at the interval, earlier when its stage changed; and ends the runs whose
 * heartbeats Kafka has not acknowledged for a lease, on a thread of its own, because a send may block.
 */
final class Heartbeats implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Heartbeats.class);

    private final ActiveRuns runs;
    private final TaskReporter reporter;
    private final CpuMeter cpu;
    private final WorkerProperties properties;
    private final LongSupplier nanoTime;
    private final Map<UUID, Beat> last = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timers;

    private record Beat(String stage, long atNanos) {}

    Heartbeats(
            ActiveRuns runs,
            TaskReporter reporter,
            CpuMeter cpu,
            WorkerProperties properties,
            LongSupplier nanoTime,
            String lane) {
        this.runs = runs;
        this.reporter = reporter;
        this.cpu = cpu;
        this.properties = properties;
        this.nanoTime = nanoTime;
        this.timers = Executors.newScheduledThreadPool(
                2, Thread.ofPlatform().name(lane + "-heartbeat-", 0).daemon().factory());
    }

    void start() {
        long tick = Math.max(1, properties.heartbeat().toMillis() / 8);
        every(tick, this::beat);
        every(Math.max(1, properties.lease().toMillis() / 20), this::watchLeases);
        every(properties.heartbeat().toMillis(), () -> cpu.sample(runs.all()));
    }

    void beat() {
        var all = runs.all();
        for (ActiveRun run : all) {
            if (due(run)) {
                last.put(run.runId(), new Beat(run.progress().stage(), nanoTime.getAsLong()));
                reporter.heartbeat(run);
            }
        }
        last.keySet().retainAll(all.stream().map(ActiveRun::runId).toList());
    }

    void watchLeases() {
        for (ActiveRun run : runs.all()) {
            if (run.stopReason() == null && run.leaseLost(properties.lease())) {
                log.warn("No heartbeat of {} was acknowledged for {}; it ends itself", run, properties.lease());
                run.stop(RunEnd.Failed.leaseLost());
            }
        }
    }

    /** Only runs at work beat: before that the start itself stands for the first heartbeat. */
    private boolean due(ActiveRun run) {
        if (!run.begun()) {
            return false;
        }
        Beat before = last.get(run.runId());
        if (before == null) {
            return true;
        }
        Duration pause = before.stage().equals(run.progress().stage())
                ? properties.heartbeat()
                : properties.heartbeat().dividedBy(4);
        return nanoTime.getAsLong() - before.atNanos() >= pause.toNanos();
    }

    private void every(long millis, Runnable work) {
        var unused = timers.scheduleWithFixedDelay(
                () -> {
                    try {
                        work.run();
                    } catch (RuntimeException e) {
                        log.error("Keeping the leases failed; trying again", e);
                    }
                },
                millis,
                millis,
                TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        timers.shutdownNow();
    }
}
