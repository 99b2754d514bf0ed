package io.inferloop.tabular.benchmarks.worker;

import io.inferloop.tabular.benchmarks.measurement.Latencies;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** When each job was asked for, when its task started and when its usage was on the topic. Any thread; a job may start before its 202 is read. */
public final class CountedJobs {

    private final Map<UUID, Long> asked = new ConcurrentHashMap<>();
    private final Map<UUID, Long> started = new ConcurrentHashMap<>();
    private final Map<UUID, Long> billed = new ConcurrentHashMap<>();

    public void asked(UUID job, long nanoTime) {
        asked.put(job, nanoTime);
    }

    /** A second start of one job would be a second run; the first counts, and the check finds the other. */
    public void started(UUID job) {
        started.putIfAbsent(job, System.nanoTime());
    }

    public void billed(UUID job) {
        billed.putIfAbsent(job, System.nanoTime());
    }

    public Set<UUID> jobs() {
        return Set.copyOf(asked.keySet());
    }

    public int startedCount() {
        return started.size();
    }

    public int billedCount() {
        return billed.size();
    }

    /** From asking to the task's start, of all jobs asked for since then that started. */
    public Latencies untilStartSince(long nanoTime) {
        return between(started, nanoTime);
    }

    /** From asking to the usage on the topic, of all jobs asked for since then that are billed. */
    public Latencies untilBilledSince(long nanoTime) {
        return between(billed, nanoTime);
    }

    private Latencies between(Map<UUID, Long> ends, long since) {
        List<Long> nanos = new ArrayList<>();
        ends.forEach((job, end) -> {
            Long begin = asked.get(job);
            if (begin != null && begin - since >= 0) {
                nanos.add(end - begin);
            }
        });
        return Latencies.ofNanos(nanos);
    }
}
