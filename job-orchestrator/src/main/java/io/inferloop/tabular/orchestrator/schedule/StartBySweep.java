package io.inferloop.tabular.orchestrator.schedule;

import io.inferloop.tabular.orchestrator.job.DueJobs;
import io.inferloop.tabular.orchestrator.sweep.JobMover;
import io.inferloop.tabular.orchestrator.sweep.Sweep;
import java.time.Duration;

/** Dispatches again what nobody has started in time: the record or its start was lost, or every worker is busy. */
final class StartBySweep implements Sweep {

    private final JobMover mover;
    private final DueJobs due;
    private final Duration startBy;

    StartBySweep(JobMover mover, DueJobs due, Duration startBy) {
        this.mover = mover;
        this.due = due;
        this.startBy = startBy;
    }

    @Override
    public int sweep() {
        return mover.move(() -> due.notStartedInTime(LIMIT), (job, now) -> job.dispatchedAgain(now.plus(startBy), now));
    }
}
