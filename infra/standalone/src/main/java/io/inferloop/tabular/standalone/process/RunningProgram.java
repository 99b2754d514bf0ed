package io.inferloop.tabular.standalone.process;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A program and the process that runs it. The process is detached: it outlives this one unless it is stopped. */
public final class RunningProgram {

    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration KILL_LIMIT = Duration.ofSeconds(20);

    private final Program program;
    private final ProcessHandle process;
    private final List<String> command;

    private RunningProgram(Program program, ProcessHandle process, List<String> command) {
        this.program = program;
        this.process = process;
        this.command = command;
    }

    /**
     * Prepares and starts the program; it is not ready yet.
     *
     * @throws PortInUseException before anything is started, if one of its ports is taken
     */
    public static RunningProgram start(Program program) throws IOException, InterruptedException, PortInUseException {
        Ports.requireFree(program);
        Command command = program.prepare();
        Files.createDirectories(program.logFile().toAbsolutePath().getParent());
        List<String> arguments = new ArrayList<>(Detachment.prefix());
        arguments.addAll(command.arguments());
        ProcessBuilder builder = new ProcessBuilder(arguments)
                .directory(command.directory().toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Detachment.nothing()))
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(program.logFile().toFile()));
        builder.environment().putAll(command.environment());
        return new RunningProgram(program, builder.start().toHandle(), command.arguments());
    }

    /** Takes charge of a process that another launcher started. */
    public static RunningProgram adopt(Program program, ProcessHandle process) {
        return new RunningProgram(program, process, List.of());
    }

    public Program program() {
        return program;
    }

    /** As it was started here; empty when it was adopted. */
    public List<String> command() {
        return command;
    }

    public long pid() {
        return process.pid();
    }

    /** When the system started the process, which together with the pid names it for ever. */
    public Instant startedAt() {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }

    /** What the process, without those that it started, has used so far; zero if the system does not say. */
    public Duration cpuTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Waits until the program does its work.
     *
     * @return the time since the process started
     * @throws ProgramFailedException if it ends before, or is not ready within its {@link Program#startLimit()}
     */
    public Duration awaitReady() throws ProgramFailedException, InterruptedException {
        long begin = System.nanoTime();
        Duration limit = program.startLimit();
        while (!program.isReady()) {
            if (endsWithin(POLL)) {
                throw new ProgramFailedException(program.name(), "ended while it started", program.logFile());
            }
            if (System.nanoTime() - begin > limit.toNanos()) {
                throw new ProgramFailedException(
                        program.name(), "is not ready after " + limit.toSeconds() + " s", program.logFile());
            }
        }
        // A stranger who answers on the port is not this program.
        if (!process.isAlive()) {
            throw new ProgramFailedException(program.name(), "ended while it started", program.logFile());
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /** Asks the program to end, and ends it with force when it takes more than its {@link Program#stopLimit()}. */
    public void stop() throws IOException, InterruptedException {
        if (process.isAlive()) {
            program.requestStop(process);
            if (endsWithin(program.stopLimit())) {
                program.stopped();
            } else {
                kill();
            }
        }
    }

    /** Ends the process at once, as {@code kill -9} does, with every process that it started. */
    public void kill() throws InterruptedException {
        List<ProcessHandle> family = new ArrayList<>(process.descendants().toList());
        family.add(0, process);
        family.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle member : family) {
            endsWithin(member, KILL_LIMIT);
        }
    }

    private boolean endsWithin(Duration time) throws InterruptedException {
        return endsWithin(process, time);
    }

    private static boolean endsWithin(ProcessHandle process, Duration time) throws InterruptedException {
        try {
            process.onExit().get(time.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException stillRunning) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("Waiting for process " + process.pid() + " failed", e);
        }
    }
}
