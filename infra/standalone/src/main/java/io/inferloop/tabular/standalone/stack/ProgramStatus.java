package io.inferloop.tabular.standalone.stack;

import java.util.List;

/**
 * How one program of the stack is.
 *
 * @param pid 0 when it does not run
 * @param memoryBytes of the process and its children, shared pages counted once; 0 when it does not run or the system does not say
 * @param readyMillis from its start to ready; 0 when not known
 * @param readyCpuMillis CPU time of the process until it was ready; 0 when not known
 */
public record ProgramStatus(
        String name,
        State state,
        long pid,
        List<Integer> ports,
        long memoryBytes,
        long readyMillis,
        long readyCpuMillis,
        String log) {

    public ProgramStatus {
        ports = List.copyOf(ports);
    }

    public enum State {
        /** Runs and answers. */
        READY,
        /** Runs, but does not answer (yet). */
        UNREADY,
        /** Was started and has ended by itself. */
        DEAD,
        /** Was not started. */
        STOPPED
    }
}
