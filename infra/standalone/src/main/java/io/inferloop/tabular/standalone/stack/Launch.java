package io.inferloop.tabular.standalone.stack;

import io.inferloop.tabular.standalone.process.PortInUseException;
import io.inferloop.tabular.standalone.process.Program;
import io.inferloop.tabular.standalone.process.ProgramFailedException;
import io.inferloop.tabular.standalone.process.RunningProgram;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * One attempt to bring programs up. All of them become ready, or those that this attempt started are stopped again;
 * that holds for Ctrl-C too.
 */
final class Launch {

    private final ProcessRecords records;
    private final Provisioning provisioning;
    private final StackListener listener;
    private final List<RunningProgram> started = new ArrayList<>();
    private boolean undone;

    Launch(ProcessRecords records, Provisioning provisioning, StackListener listener) {
        this.records = records;
        this.provisioning = provisioning;
        this.listener = listener;
    }

    /** Returns when all are ready and provisioned; throws what the first of them that failed had to say. */
    void bringUp(List<Program> programs) throws StackException, InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            ExecutorCompletionService<Void> starts = new ExecutorCompletionService<>(threads);
            programs.forEach(program -> starts.submit(bringUp(program)));
            try {
                for (int i = 0; i < programs.size(); i++) {
                    starts.take().get();
                }
            } catch (ExecutionException e) {
                threads.shutdownNow();
                throw asStackException(e);
            } catch (InterruptedException e) {
                threads.shutdownNow();
                throw e;
            }
        }
    }

    private Callable<Void> bringUp(Program program) {
        return () -> {
            Optional<ProcessHandle> running = records.running(program.name());
            if (running.isPresent()) {
                RunningProgram.adopt(program, running.get()).awaitReady();
            } else {
                start(program);
            }
            provisioning.provision(program);
            return null;
        };
    }

    private void start(Program program)
            throws IOException, InterruptedException, PortInUseException, ProgramFailedException {
        tell(() -> listener.starting(program.name()));
        RunningProgram running = RunningProgram.start(program);
        remember(running);
        records.save(ProcessRecord.of(running, Duration.ZERO));
        Duration took = running.awaitReady();
        records.save(ProcessRecord.of(running, took));
        tell(() -> listener.ready(program.name(), took));
    }

    private synchronized void tell(Runnable news) {
        if (!undone) {
            news.run();
        }
    }

    /** A process that came up while the launch was being undone is ended at once. */
    private void remember(RunningProgram running) throws InterruptedException {
        boolean late;
        synchronized (this) {
            started.add(running);
            late = undone;
        }
        if (late) {
            running.kill();
        }
    }

    /** Stops what this launch started, newest first and in parallel, and forgets it. */
    void undo() {
        List<RunningProgram> all;
        synchronized (this) {
            undone = true;
            all = List.copyOf(started).reversed();
        }
        Stops.stop(all, records);
    }

    private static StackException asStackException(ExecutionException failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        if (cause instanceof StackException told) {
            return told;
        }
        String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        return new StackException(message, cause);
    }
}
