package io.inferloop.tabular.benchmarks.worker;

import io.inferloop.tabular.benchmarks.stack.BenchmarkStack;
import io.inferloop.tabular.platform.messaging.Messaging;
import io.inferloop.tabular.platform.task.TaskLane;
import io.inferloop.tabular.platform.task.TaskOutcome;
import io.inferloop.tabular.platform.task.TaskWorker;
import io.inferloop.tabular.platform.task.WorkerProperties;
import io.inferloop.tabular.schemas.topic.Topics;
import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** Takes the synthesis lane's tasks in this process, says that it made the rows, and makes none. */
public final class NoOpWorker implements AutoCloseable {

    /** Rows that every task claims to have made: what the usage events must say. */
    public static final long ROWS = 1_000;

    private final TaskWorker worker;
    private final Path scratch;

    private NoOpWorker(TaskWorker worker, Path scratch) {
        this.worker = worker;
        this.scratch = scratch;
    }

    /**
     * Stops the stack's own synthesis worker and takes its place.
     *
     * @param slots tasks at a time
     * @param takeAtOnce dispatch records in one poll
     * @param started hears of each job when its task is handed to the handler, on the task's thread
     */
    public static NoOpWorker start(BenchmarkStack stack, int slots, int takeAtOnce, Consumer<UUID> started)
            throws IOException {
        stack.stop(BenchmarkStack.SYNTHESIS);
        Path scratch = Files.createTempDirectory("benchmark-worker-");
        Messaging messaging = stack.messaging("benchmark-worker");
        TaskWorker worker = new TaskWorker(
                new TaskLane("synthesis-cpu", Topics.DISPATCH_SYNTHESIS_CPU, "synth-worker-cpu"),
                task -> {
                    started.accept(task.dispatch().getJobId());
                    return new TaskOutcome(List.of(), ROWS, 0, Map.of());
                },
                new WorkerProperties(
                        slots,
                        takeAtOnce,
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5),
                        scratch),
                messaging,
                ObservationRegistry.NOOP);
        worker.start();
        return new NoOpWorker(worker, scratch);
    }

    @Override
    public void close() throws IOException {
        worker.stop();
        Files.deleteIfExists(scratch);
    }
}
