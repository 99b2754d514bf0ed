package io.inferloop.tabular.orchestrator.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job and every move it can make. A move returns the new state of things or throws {@link
 * IllegalTransitionException}. Whether a report may move the job at all, the fence, is decided where rows are bound
 * and loaded ({@link JobStore}); times are the database's.
 *
 * @param dueAt DISPATCHED: a worker must have started by then. RUNNING, CANCELLING: the lease ends. RETRY_WAIT: the
 *     next attempt may be queued. Null in every other state
 * @param results of the succeeded tasks; the world sees them when the job has succeeded
 * @param sequence grows with every published change, from 1
 */
public record Job(
        JobDefinition definition,
        JobState state,
        Position position,
        @Nullable Instant dueAt,
        History history,
        TaskResult results,
        long sequence) {

    public Job {
        if (position.run() != null && !state.mayHoldRun()) {
            throw new IllegalArgumentException(
                    "%s is %s and cannot hold run %s".formatted(definition.key(), state, position.run()));
        }
    }

    public static Job submitted(JobDefinition definition, Instant now) {
        return born(definition, JobState.QUEUED, null, now);
    }

    /** A submission that was refused; it never runs and is never billed. */
    public static Job rejected(JobDefinition definition, Failure reason, Instant now) {
        return born(definition, JobState.REJECTED, reason, now);
    }

    /** A submission whose cancellation was here first. */
    public static Job cancelledBeforeSubmit(JobDefinition definition, Instant now) {
        return born(definition, JobState.CANCELLED, null, now);
    }

    private static Job born(JobDefinition definition, JobState state, @Nullable Failure failure, Instant now) {
        var history = History.EMPTY.entering(state, now).with(failure);
        return new Job(definition, state, Position.FIRST, null, history, TaskResult.NONE, 0);
    }

    public JobKey key() {
        return definition.key();
    }

    /** The lane of the present task. */
    public Lane lane() {
        return definition.spec().lanes().get(position.task());
    }

    public boolean hasStarted() {
        return history.entered().containsKey(JobState.RUNNING);
    }

    /** The state to show: a job between two of its tasks is running, although its next task waits for a worker. */
    public JobState visibleState() {
        boolean waitsForWorker = state == JobState.QUEUED || state == JobState.DISPATCHED;
        return waitsForWorker && position.task() > 0 && position.attempt() == 1 ? JobState.RUNNING : state;
    }

    /** Goes to its lane. */
    public Job dispatched(Instant startBy, Instant now) {
        if (state != JobState.QUEUED) {
            throw new IllegalTransitionException(key(), state, JobState.DISPATCHED);
        }
        return become(JobState.DISPATCHED, position.nextDispatch(), startBy, now);
    }

    /** Goes to its lane again under a new number, because nobody started it in time; the attempt is the same. */
    public Job dispatchedAgain(Instant startBy, Instant now) {
        if (state != JobState.DISPATCHED) {
            throw new IllegalTransitionException(key(), state, "be dispatched again");
        }
        return become(JobState.DISPATCHED, position.nextDispatch(), startBy, now);
    }

    /** The bound run begins. */
    public Job started(Instant leaseUntil, Instant now) {
        if (position.run() == null) {
            throw new IllegalTransitionException(key(), state, "start without a bound run");
        }
        return become(JobState.RUNNING, position, leaseUntil, now);
    }

    /** The bound run lives. */
    public Job alive(@Nullable Progress progress, Instant leaseUntil) {
        if (state != JobState.RUNNING && state != JobState.CANCELLING) {
            throw new IllegalTransitionException(key(), state, "have its lease extended");
        }
        var told = progress == null ? history : history.with(progress);
        return new Job(definition, state, position, leaseUntil, told, results, sequence);
    }

    /** The bound run delivered. After the last task the job has succeeded, even when it was being cancelled. */
    public Job taskSucceeded(TaskResult result, Instant now) {
        if (state != JobState.RUNNING && state != JobState.CANCELLING) {
            throw new IllegalTransitionException(key(), state, JobState.SUCCEEDED);
        }
        var delivered = with(results.plus(result)).withFailure(null);
        if (position.task() + 1 == definition.spec().lanes().size()) {
            return delivered.become(JobState.SUCCEEDED, position.unbound(), null, now);
        }
        if (state == JobState.CANCELLING) {
            return delivered.become(JobState.CANCELLED, position.unbound(), null, now);
        }
        return delivered.become(JobState.QUEUED, position.nextTask(), null, now);
    }

    /**
     * The bound run failed, or its lease is over. A job that was being cancelled is cancelled then, never retried.
     *
     * @param spent what the run had used that is charged even so
     */
    public Job attemptFailed(Failure failure, Effort spent, Verdict verdict, Instant now) {
        if (state == JobState.CANCELLING) {
            return with(results.plus(spent)).become(JobState.CANCELLED, position.unbound(), null, now);
        }
        if (state != JobState.RUNNING) {
            throw new IllegalTransitionException(key(), state, JobState.FAILED);
        }
        return switch (verdict) {
            case Verdict.TryAgain again ->
                withFailure(failure).become(JobState.RETRY_WAIT, position.nextAttempt(), again.at(), now);
            case Verdict.GiveUp last -> withFailure(failure).become(JobState.FAILED, position.unbound(), null, now);
        };
    }

    /** The backoff is over. */
    public Job queuedAgain(Instant now) {
        if (state != JobState.RETRY_WAIT) {
            throw new IllegalTransitionException(key(), state, JobState.QUEUED);
        }
        return become(JobState.QUEUED, position, null, now);
    }

    /** Somebody wants it stopped. A bound run is asked and answers later; everything else stops here. */
    public Job cancelRequested(Instant now) {
        return switch (state) {
            case RUNNING ->
                new Job(
                        definition,
                        JobState.CANCELLING,
                        position,
                        dueAt,
                        history.entering(JobState.CANCELLING, now),
                        results,
                        sequence);
            case QUEUED, DISPATCHED, RETRY_WAIT -> become(JobState.CANCELLED, position.unbound(), null, now);
            case CANCELLING, SUCCEEDED, FAILED, CANCELLED, EXPIRED, REJECTED ->
                throw new IllegalTransitionException(key(), state, JobState.CANCELLED);
        };
    }

    /** The deadline passed before anything had started. */
    public Job deadlinePassed(Instant now) {
        if (hasStarted()) {
            throw new IllegalTransitionException(key(), state, "expire after it has started");
        }
        return become(JobState.EXPIRED, position.unbound(), null, now);
    }

    /** Its time is over: it expires if it never started, otherwise it is cancelled as if somebody had asked. */
    public Job timeOver(Instant now) {
        return hasStarted() ? cancelRequested(now) : deadlinePassed(now);
    }

    /** The same job under the next sequence number, as it is published. */
    Job nextSequence() {
        return new Job(definition, state, position, dueAt, history, results, sequence + 1);
    }

    private Job become(JobState next, Position where, @Nullable Instant due, Instant now) {
        if (!state.mayBecome(next)) {
            throw new IllegalTransitionException(key(), state, next);
        }
        return new Job(definition, next, where, due, history.entering(next, now), results, sequence);
    }

    private Job with(TaskResult all) {
        return new Job(definition, state, position, dueAt, history, all, sequence);
    }

    private Job withFailure(@Nullable Failure failure) {
        return new Job(definition, state, position, dueAt, history.with(failure), results, sequence);
    }
}
