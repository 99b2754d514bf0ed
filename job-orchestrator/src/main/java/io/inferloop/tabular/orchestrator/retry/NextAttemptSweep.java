package io.inferloop.tabular.orchestrator.retry;

import io.inferloop.tabular.orchestrator.job.DueJobs;
import io.inferloop.tabular.orchestrator.job.Job;
import io.inferloop.tabular.orchestrator.sweep.JobMover;
import io.inferloop.tabular.orchestrator.sweep.Sweep;

/** Queues the next attempt of jobs whose backoff is over. */
public final class NextAttemptSweep implements Sweep {

    private final JobMover mover;
    private final DueJobs due;

    public NextAttemptSweep(JobMover mover, DueJobs due) {
        this.mover = mover;
        this.due = due;
    }

    @Override
    public int sweep() {
        return mover.move(() -> due.readyForNextAttempt(LIMIT), Job::queuedAgain);
    }
}
