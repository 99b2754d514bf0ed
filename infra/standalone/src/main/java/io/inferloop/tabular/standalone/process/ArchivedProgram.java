package io.inferloop.tabular.standalone.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A Java program that is started with the classes that an earlier run of it left ({@link ClassArchives}).
 *
 * @param program whose command is a virtual machine of this program's kind, its flags, and {@code -cp} or {@code -jar}
 * @param archives where its classes are left
 */
public record ArchivedProgram(Program program, ClassArchives archives) implements Program {

    /** Whoever starts assembles the classes of its last run at once, and all that end together do. */
    private static final Duration ARCHIVING = Duration.ofMinutes(5);

    /**
     * Gives a program archives of its own.
     *
     * @param archives a folder that all stacks of a build share
     * @param home a folder that one run at a time has to itself
     */
    public static ArchivedProgram of(Program program, Path archives, Path home) {
        return new ArchivedProgram(program, new ClassArchives(program.name(), archives, home));
    }

    @Override
    public String name() {
        return program.name();
    }

    @Override
    public Path logFile() {
        return program.logFile();
    }

    @Override
    public List<Integer> ports() {
        return program.ports();
    }

    @Override
    public Command prepare() throws IOException, InterruptedException {
        Command command = program.prepare();
        List<String> arguments = new ArrayList<>(command.arguments());
        arguments.addAll(1, archives.flags(command.arguments()));
        return new Command(arguments, command.environment(), command.directory());
    }

    @Override
    public boolean isReady() throws InterruptedException {
        return program.isReady();
    }

    @Override
    public Duration startLimit() {
        return program.startLimit();
    }

    @Override
    public Duration stopLimit() throws IOException {
        return archives.areMade() ? ARCHIVING : program.stopLimit();
    }

    @Override
    public void requestStop(ProcessHandle process) throws IOException {
        program.requestStop(process);
    }

    @Override
    public void stopped() throws IOException {
        program.stopped();
        archives.keep();
    }
}
