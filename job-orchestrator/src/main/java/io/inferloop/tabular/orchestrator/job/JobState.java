package io.inferloop.tabular.orchestrator.job;

import java.util.Locale;

/** Where a job is in its life. The arrows are in {@link #mayBecome}; no other exist. */
public enum JobState {
    /** Waits for a place in its lane. */
    QUEUED,
    /** In its lane; no worker has taken it yet. */
    DISPATCHED,
    /** A run is bound and holds a lease. */
    RUNNING,
    /** An attempt failed; the next one is queued when the backoff is over. */
    RETRY_WAIT,
    /** The bound run was told to stop and has not answered. */
    CANCELLING,
    SUCCEEDED,
    FAILED,
    CANCELLED,
    /** Had not started at its deadline. */
    EXPIRED,
    /** Was never allowed to begin. */
    REJECTED;

    public boolean isTerminal() {
        return switch (this) {
            case QUEUED, DISPATCHED, RUNNING, RETRY_WAIT, CANCELLING -> false;
            case SUCCEEDED, FAILED, CANCELLED, EXPIRED, REJECTED -> true;
        };
    }

    /** Whether a run may be bound in this state. */
    public boolean mayHoldRun() {
        return this == DISPATCHED || this == RUNNING || this == CANCELLING;
    }

    public boolean mayBecome(JobState next) {
        return switch (this) {
            case QUEUED -> next == DISPATCHED || next == CANCELLED || next == EXPIRED;
            // DISPATCHED again: nobody started it in time, and it goes out under a new number.
            case DISPATCHED -> next == DISPATCHED || next == RUNNING || next == CANCELLED || next == EXPIRED;
            // QUEUED: the next task of the same job.
            case RUNNING ->
                next == QUEUED || next == RETRY_WAIT || next == CANCELLING || next == SUCCEEDED || next == FAILED;
            case RETRY_WAIT -> next == QUEUED || next == CANCELLED;
            case CANCELLING -> next == SUCCEEDED || next == CANCELLED;
            case SUCCEEDED, FAILED, CANCELLED, EXPIRED, REJECTED -> false;
        };
    }

    /** As clients see it, such as {@code retry_wait}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
