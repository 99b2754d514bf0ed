package io.inferloop.tabular.platform.task;

import io.inferloop.tabular.schemas.task.FailureKind;

/** How a run ended. */
sealed interface RunEnd {

    record Succeeded(TaskOutcome outcome) implements RunEnd {}

    /**
     * Without a result.
     *
     * @param code stable, in snake_case
     * @param message for the user
     */
    record Failed(FailureKind kind, String code, String message) implements RunEnd {

        static Failed stopped(String reason) {
            return new Failed(FailureKind.CANCELLED, "stopped", "The run was stopped: " + reason);
        }

        static Failed leaseLost() {
            return new Failed(
                    FailureKind.RETRYABLE,
                    "lease_lost",
                    "The worker could not reach Kafka for the length of its lease and gave the task up");
        }

        static Failed workerShutdown() {
            return new Failed(
                    FailureKind.RETRYABLE, "worker_shutdown", "The worker shut down before the task was finished");
        }

        static Failed startUnconfirmed() {
            return new Failed(
                    FailureKind.RETRYABLE, "start_unconfirmed", "The start of the task was acknowledged too late");
        }
    }
}
