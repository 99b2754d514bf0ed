package io.inferloop.tabular.platform.task;

import io.inferloop.tabular.platform.observability.LogContext;
import io.inferloop.tabular.schemas.task.FailureKind;
import io.inferloop.tabular.schemas.task.TaskDispatch;
import io.micrometer.observation.Observation;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs accepted tasks on a pool as wide as the slots: scratch folder, handler, end, acknowledgement of the end. */
final class TaskRunner implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(TaskRunner.class);

    private final TaskHandler handler;
    private final TaskReporter reporter;
    private final ActiveRuns runs;
    private final CpuMeter cpu;
    private final ScratchSpace scratch;
    private final ExecutorService pool;

    TaskRunner(
            TaskHandler handler,
            TaskReporter reporter,
            ActiveRuns runs,
            CpuMeter cpu,
            ScratchSpace scratch,
            ExecutorService pool) {
        this.handler = handler;
        this.reporter = reporter;
        this.runs = runs;
        this.cpu = cpu;
        this.scratch = scratch;
        this.pool = pool;
    }

    static ExecutorService pool(String lane, int slots) {
        return Executors.newFixedThreadPool(
                slots, Thread.ofPlatform().name(lane + "-slot-", 0).factory());
    }

    /** @param freeSlot called once the run is over in every respect */
    void start(ActiveRun run, Runnable freeSlot) {
        pool.execute(() -> {
            try {
                runToEnd(run);
            } finally {
                runs.remove(run);
                freeSlot.run();
            }
        });
    }

    private void runToEnd(ActiveRun run) {
        RunEnd end = new RunEnd.Failed(FailureKind.BUG, "internal_error", "The run never began");
        try (LogContext context = logContext(run);
                Observation.Scope scope = run.observation().openScope()) {
            end = work(run);
            log.info("{}: {}", run, describe(end));
            if (!reporter.end(run, end)) {
                log.warn("{} is over, but its lease was lost before Kafka acknowledged the end", run);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            log.warn("{}: interrupted before its end was acknowledged", run);
        } catch (RuntimeException e) {
            log.error("{}: its end could not be reported", run, e);
        } finally {
            DispatchObservation.stop(run.observation(), end);
        }
    }

    private RunEnd work(ActiveRun run) {
        run.begin();
        cpu.sample(runs.all());
        try {
            run.throwIfCancelled();
            Files.createDirectories(run.scratch());
            return new RunEnd.Succeeded(handler.run(run));
        } catch (Throwable thrown) {
            return failed(run, thrown);
        } finally {
            cpu.sample(runs.all());
            cpu.forget(run);
            run.settle();
            scratch.delete(run.scratch());
        }
    }

    /** Whatever a handler throws after it was told to stop is the stop's doing. */
    private static RunEnd.Failed failed(ActiveRun run, Throwable thrown) {
        RunEnd.Failed stop = run.stopReason();
        if (stop != null) {
            log.debug("{} ended by {}", run, stop.code(), thrown);
            return stop;
        }
        RunEnd.Failed failed = FailureClassifier.classify(thrown, run.runId());
        switch (failed.kind()) {
            case BUG -> log.error("{} failed: a bug", run, thrown);
            case RETRYABLE -> log.warn("{} failed and can be tried again", run, thrown);
            case REJECTED, CANCELLED -> log.debug("{} was rejected", run, thrown);
        }
        return failed;
    }

    private static String describe(RunEnd end) {
        return switch (end) {
            case RunEnd.Succeeded succeeded ->
                "succeeded with %d outputs and %d rows"
                        .formatted(
                                succeeded.outcome().outputs().size(),
                                succeeded.outcome().rowsGenerated());
            case RunEnd.Failed failed -> "failed, %s %s: %s".formatted(failed.kind(), failed.code(), failed.message());
        };
    }

    private static LogContext logContext(ActiveRun run) {
        TaskDispatch dispatch = run.dispatch();
        return LogContext.task(
                        dispatch.getOrganizationId(), dispatch.getJobId(), dispatch.getTask(), dispatch.getAttempt())
                .with("run", run.runId());
    }

    /** Waits until no run is left; stops what is left after the grace period and waits a little for that to be said. */
    void drain(Duration grace, Duration afterStop) throws InterruptedException {
        pool.shutdown();
        if (pool.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS)) {
            return;
        }
        runs.all().forEach(run -> run.stop(RunEnd.Failed.workerShutdown()));
        if (!pool.awaitTermination(afterStop.toMillis(), TimeUnit.MILLISECONDS)) {
            log.warn("Still running at shutdown, left to their leases: {}", runs.all());
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
