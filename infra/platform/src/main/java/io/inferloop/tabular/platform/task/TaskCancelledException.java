package io.inferloop.tabular.platform.task;

/** The run has to end now; handlers let it pass. */
public final class TaskCancelledException extends RuntimeException {

    public TaskCancelledException(String reason) {
        super(reason);
    }
}
