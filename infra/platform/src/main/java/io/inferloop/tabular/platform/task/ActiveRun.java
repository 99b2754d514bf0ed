package io.inferloop.tabular.platform.task;

import io.inferloop.tabular.schemas.task.TaskDispatch;
import io.micrometer.observation.Observation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One run from before its start is announced until its end is acknowledged. The handler's thread reports progress; the
 * threads of heartbeats, lease watch and control topic read it and may stop it.
 */
final class ActiveRun implements TaskContext {

    private final TaskDispatch dispatch;
    private final UUID runId;
    private final Path scratch;
    private final Observation observation;
    private final LongSupplier nanoTime;
    private final AtomicLong cpuNanos = new AtomicLong();
    private final AtomicLong acknowledgedAtNanos;
    private volatile Progress progress = Progress.STARTING;
    private volatile long stageSinceNanos;
    private volatile RunEnd.@Nullable Failed stop;
    private volatile @Nullable Thread thread;
    private volatile boolean begun;

    ActiveRun(TaskDispatch dispatch, UUID runId, Path scratch, Observation observation, LongSupplier nanoTime) {
        this.dispatch = dispatch;
        this.runId = runId;
        this.scratch = scratch;
        this.observation = observation;
        this.nanoTime = nanoTime;
        this.stageSinceNanos = nanoTime.getAsLong();
        this.acknowledgedAtNanos = new AtomicLong(stageSinceNanos);
    }

    @Override
    public TaskDispatch dispatch() {
        return dispatch;
    }

    @Override
    public UUID runId() {
        return runId;
    }

    @Override
    public String outputPrefix() {
        return dispatch.getOutputPrefix() + dispatch.getAttempt() + "-" + runId + "/";
    }

    @Override
    public void progress(String stage, long done, long total, @Nullable String message) {
        long now = nanoTime.getAsLong();
        if (!stage.equals(progress.stage())) {
            stageSinceNanos = now;
        }
        progress = Progress.of(stage, done, total, message, now - stageSinceNanos);
    }

    Progress progress() {
        return progress;
    }

    @Override
    public void throwIfCancelled() {
        RunEnd.Failed reason = stop;
        if (reason != null) {
            throw new TaskCancelledException(reason.message());
        }
    }

    @Override
    public Path scratch() {
        return scratch;
    }

    @Override
    public int threads() {
        return dispatch.getThreads();
    }

    @Override
    public long memoryBytes() {
        return dispatch.getMemoryBytes();
    }

    Observation observation() {
        return observation;
    }

    /** From now on a stop interrupts the calling thread. */
    synchronized void begin() {
        thread = Thread.currentThread();
        begun = true;
        if (stop != null) {
            Thread.currentThread().interrupt();
        }
    }

    /** From now on no stop interrupts the thread any more; an interrupt that came late is swallowed here. */
    synchronized void settle() {
        thread = null;
        Thread.interrupted();
    }

    /** Ends the run for this reason, unless it has one already. */
    synchronized void stop(RunEnd.Failed reason) {
        if (stop == null) {
            stop = reason;
            Thread running = thread;
            if (running != null) {
                running.interrupt();
            }
        }
    }

    RunEnd.@Nullable Failed stopReason() {
        return stop;
    }

    /** Whether the handler's thread has taken it up. */
    boolean begun() {
        return begun;
    }

    @Nullable
    Thread thread() {
        return thread;
    }

    /** A start or heartbeat that was sent at this time has been acknowledged by Kafka. */
    void acknowledged(long sentAtNanos) {
        acknowledgedAtNanos.accumulateAndGet(sentAtNanos, (a, b) -> a - b > 0 ? a : b);
    }

    boolean leaseLost(Duration lease) {
        return nanoTime.getAsLong() - acknowledgedAtNanos.get() > lease.toNanos();
    }

    void addCpu(long nanos) {
        cpuNanos.addAndGet(nanos);
    }

    long cpuMillis() {
        return cpuNanos.get() / 1_000_000;
    }

    /** Whether this is the run that a stop means. */
    boolean is(UUID jobId, int attempt, int dispatchNo, UUID run) {
        return runId.equals(run)
                && Objects.equals(dispatch.getJobId(), jobId)
                && dispatch.getAttempt() == attempt
                && dispatch.getDispatchNo() == dispatchNo;
    }

    @Override
    public String toString() {
        return "task %d of job %s (organization %s), attempt %d, dispatch %d, run %s"
                .formatted(
                        dispatch.getTask(),
                        dispatch.getJobId(),
                        dispatch.getOrganizationId(),
                        dispatch.getAttempt(),
                        dispatch.getDispatchNo(),
                        runId);
    }
}
