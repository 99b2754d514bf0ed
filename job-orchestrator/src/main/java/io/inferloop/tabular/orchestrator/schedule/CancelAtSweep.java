package io.inferloop.tabular.orchestrator.schedule;

import io.inferloop.tabular.orchestrator.job.DueJobs;
import io.inferloop.tabular.orchestrator.job.Job;
import io.inferloop.tabular.orchestrator.sweep.JobMover;
import io.inferloop.tabular.orchestrator.sweep.Sweep;

/** Ends jobs whose time is over, wherever they are: those that never started expire, the others are cancelled. */
final class CancelAtSweep implements Sweep {

    private final JobMover mover;
    private final DueJobs due;

    CancelAtSweep(JobMover mover, DueJobs due) {
        this.mover = mover;
        this.due = due;
    }

    @Override
    public int sweep() {
        return mover.move(() -> due.outOfTime(LIMIT), Job::timeOver);
    }
}
