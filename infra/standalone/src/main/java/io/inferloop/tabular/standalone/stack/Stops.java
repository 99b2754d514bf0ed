package io.inferloop.tabular.standalone.stack;

import io.inferloop.tabular.standalone.process.RunningProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stops programs side by side. */
final class Stops {

    private Stops() {}

    /** Returns when all have ended and their records are gone. */
    static void stop(List<RunningProgram> programs, ProcessRecords records) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            programs.forEach(program -> threads.execute(() -> stop(program, records)));
        }
    }

    private static void stop(RunningProgram program, ProcessRecords records) {
        try {
            program.stop();
            records.delete(program.program().name());
        } catch (IOException e) {
            throw new UncheckedIOException(program.program().name() + " was not stopped", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
