package io.inferloop.tabular.platform.task;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a worker works on its lane.
 *
 * @param slots tasks run at once
 * @param takeAtOnce dispatch records asked for in one poll, default 1. A poll waits until as many slots are free, so more than
 *     1 pays only with many slots and very short tasks
 * @param heartbeat time between two heartbeats of a run, default 2 s
 * @param lease time without an acknowledged heartbeat after which a run ends itself, default 30 s
 * @param startTimeout longest wait for Kafka to acknowledge a start, default 5 s; well below the share group's record lock
 * @param shutdownGrace time that running tasks get to finish at shutdown, default 15 s
 * @param scratchDir where runs keep temporary files; workers on one machine may share it. Default {@code tabular-scratch} in
 *     the system's folder for temporary files
 */
@ConfigurationProperties("tabular.worker")
public record WorkerProperties(
        @DefaultValue("2") int slots,
        @DefaultValue("1") int takeAtOnce,
        @DefaultValue("2s") Duration heartbeat,
        @DefaultValue("30s") Duration lease,
        @DefaultValue("5s") Duration startTimeout,
        @DefaultValue("15s") Duration shutdownGrace,
        @Nullable Path scratchDir) {

    public WorkerProperties {
        require(slots >= 1, "tabular.worker.slots must be at least 1, got " + slots);
        require(
                takeAtOnce >= 1 && takeAtOnce <= slots,
                "tabular.worker.take-at-once must lie between 1 and the slots (%d), got %d"
                        .formatted(slots, takeAtOnce));
        require(heartbeat.toMillis() >= 10, "tabular.worker.heartbeat must be at least 10 ms, got " + heartbeat);
        require(
                lease.compareTo(heartbeat.multipliedBy(3)) >= 0,
                "tabular.worker.lease must last three heartbeats (%s) at least, got %s".formatted(heartbeat, lease));
        require(startTimeout.isPositive(), "tabular.worker.start-timeout must be positive, got " + startTimeout);
        require(
                !shutdownGrace.isNegative(),
                "tabular.worker.shutdown-grace must not be negative, got " + shutdownGrace);
    }

    Path scratch() {
        return scratchDir != null ? scratchDir : Path.of(System.getProperty("java.io.tmpdir"), "tabular-scratch");
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
