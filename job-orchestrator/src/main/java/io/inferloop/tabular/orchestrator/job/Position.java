package io.inferloop.tabular.orchestrator.job;

import org.jspecify.annotations.Nullable;

/**
 * Where a job stands.
 *
 * @param task the present task, from 0
 * @param attempt at this task, from 1
 * @param dispatchNo number of the last dispatch over the whole job, 0 before the first
 * @param run the run that won the dispatch; null while nobody has
 */
public record Position(
        int task, int attempt, int dispatchNo, @Nullable RunId run) {

    static final Position FIRST = new Position(0, 1, 0, null);

    public Position {
        if (task < 0 || attempt < 1 || dispatchNo < 0) {
            throw new IllegalArgumentException(
                    "No such position: task %d, attempt %d, dispatch %d".formatted(task, attempt, dispatchNo));
        }
    }

    Position nextDispatch() {
        return new Position(task, attempt, dispatchNo + 1, null);
    }

    Position nextAttempt() {
        return new Position(task, attempt + 1, dispatchNo, null);
    }

    Position nextTask() {
        return new Position(task + 1, 1, dispatchNo, null);
    }

    Position unbound() {
        return new Position(task, attempt, dispatchNo, null);
    }
}
