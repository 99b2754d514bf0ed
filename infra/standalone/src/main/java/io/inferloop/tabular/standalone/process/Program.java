package io.inferloop.tabular.standalone.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Something that runs as one process until it is stopped, on ports of the loopback interface, and whose state outlives it. */
public interface Program {

    /** Short and unique in a stack: {@code kafka}. */
    String name();

    /** Receives standard output and standard error, appended. */
    Path logFile();

    /** Every port that it listens on. */
    List<Integer> ports();

    /** Sets up whatever is not set up yet, and says what to run. Called before each start; a second call finds the first one's work. */
    Command prepare() throws IOException, InterruptedException;

    /** Whether it does its work now, found out by asking it. Never throws because it is not there yet. */
    boolean isReady() throws InterruptedException;

    /** How long it may take from start to ready, on a slow and busy machine. */
    default Duration startLimit() {
        return Duration.ofMinutes(5);
    }

    /** How long it may take to end when it is asked to; then it is ended with force. */
    default Duration stopLimit() throws IOException {
        return Duration.ofSeconds(20);
    }

    /** Asks the process to end in an orderly way. */
    default void requestStop(ProcessHandle process) throws IOException {
        process.destroy();
    }

    /** Called after the process has ended because it was asked to. */
    default void stopped() throws IOException {}
}
