package io.inferloop.tabular.platform.task;

/** What a worker does with one dispatched task. Called by several threads at once, one per slot. */
public interface TaskHandler {

    /**
     * Runs the task to its end. Every output is closed and durable before this returns: what it returns is told to the
     * orchestrator at once.
     *
     * <p>Long work calls {@link TaskContext#throwIfCancelled()} several times a second; the thread is interrupted as well. A
     * failure typed by the platform keeps its kind, anything else is a bug of ours.
     */
    TaskOutcome run(TaskContext context) throws Exception;

    /** Where tasks run, as the orchestrator records it: {@code cpu}, {@code cuda:0}. */
    default String device() {
        return "cpu";
    }
}
