package io.inferloop.tabular.standalone.stack;

import io.inferloop.tabular.standalone.process.RunningProgram;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code run/NAME.json} says of a process.
 *
 * @param startedAt by the system's own account; with the pid it names a process for ever, where a pid alone comes back
 * @param readyMillis from start to ready; 0 while it is not known
 * @param readyCpuMillis CPU time of the process until it was ready; null while it is not known, and in records of earlier builds
 */
public record ProcessRecord(
        String name,
        long pid,
        Instant startedAt,
        List<Integer> ports,
        List<String> command,
        long readyMillis,
        @Nullable Long readyCpuMillis) {

    /** The system's clock adjustments move the start time that it reports by up to a second. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

    public ProcessRecord {
        ports = List.copyOf(ports);
        command = List.copyOf(command);
    }

    static ProcessRecord of(RunningProgram program, Duration ready) {
        return new ProcessRecord(
                program.program().name(),
                program.pid(),
                program.startedAt(),
                program.program().ports(),
                program.command(),
                ready.toMillis(),
                ready.isZero() ? null : program.cpuTime().toMillis());
    }

    /** {@code readyCpuMillis}, or 0. */
    long readyCpu() {
        return readyCpuMillis == null ? 0 : readyCpuMillis;
    }

    /** The process, if it still runs; empty when it ended, even if another program has its pid now. */
    public Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(handle -> handle.info()
                        .startInstant()
                        .map(start -> Duration.between(startedAt, start).abs().compareTo(CLOCK_TOLERANCE) <= 0)
                        .orElse(false));
    }
}
