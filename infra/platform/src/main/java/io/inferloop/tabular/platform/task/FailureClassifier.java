package io.inferloop.tabular.platform.task;

import io.inferloop.tabular.platform.failure.TabularException;
import io.inferloop.tabular.schemas.task.FailureKind;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Decides what kind of failure a handler's exception is, and what the user is told of it. */
final class FailureClassifier {

    private FailureClassifier() {}

    static RunEnd.Failed classify(Throwable thrown, UUID runId) {
        FailureKind kind = thrown instanceof OutOfMemoryError ? FailureKind.RETRYABLE : kindOf(thrown);
        TabularException typed = typedCause(thrown);
        if (typed != null) {
            return new RunEnd.Failed(kind, typed.code(), String.valueOf(typed.getMessage()));
        }
        return switch (kind) {
            case RETRYABLE ->
                thrown instanceof OutOfMemoryError
                        ? new RunEnd.Failed(
                                kind, "out_of_memory", "The worker ran out of memory while it had this task")
                        : new RunEnd.Failed(kind, "unavailable", "A server that the task needs did not answer");
            case REJECTED, BUG, CANCELLED ->
                new RunEnd.Failed(kind, "internal_error", "An internal error; our log has it under run " + runId);
        };
    }

    private static FailureKind kindOf(Throwable thrown) {
        return switch (io.inferloop.tabular.platform.failure.FailureKind.of(thrown)) {
            case RETRYABLE -> FailureKind.RETRYABLE;
            case REJECTED -> FailureKind.REJECTED;
            case BUG -> FailureKind.BUG;
        };
    }

    private static @Nullable TabularException typedCause(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof TabularException typed) {
                return typed;
            }
        }
        return null;
    }
}
