package io.inferloop.tabular.orchestrator.schedule;

import io.inferloop.tabular.orchestrator.job.DueJobs;
import io.inferloop.tabular.orchestrator.job.Job;
import io.inferloop.tabular.orchestrator.sweep.JobMover;
import io.inferloop.tabular.orchestrator.sweep.Sweep;

/** Expires jobs whose deadline passed before they had started; they are never billed. */
final class DeadlineSweep implements Sweep {

    private final JobMover mover;
    private final DueJobs due;

    DeadlineSweep(JobMover mover, DueJobs due) {
        this.mover = mover;
        this.due = due;
    }

    @Override
    public int sweep() {
        return mover.move(() -> due.pastDeadline(LIMIT), Job::deadlinePassed);
    }
}
