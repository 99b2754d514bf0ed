package io.inferloop.tabular.orchestrator.schedule;

import io.inferloop.tabular.orchestrator.job.DueJobs;
import io.inferloop.tabular.orchestrator.job.JobStore;
import io.inferloop.tabular.orchestrator.publish.JobRecorder;
import io.inferloop.tabular.orchestrator.sweep.Sweep;
import org.springframework.transaction.support.TransactionTemplate;

/** Expires jobs whose deadline passed before they had started; they are never billed. */
final class DeadlineSweep implements Sweep {

    private final TransactionTemplate transaction;
    private final JobStore jobs;
    private final DueJobs due;
    private final JobRecorder recorder;

    DeadlineSweep(TransactionTemplate transaction, JobStore jobs, DueJobs due, JobRecorder recorder) {
        this.transaction = transaction;
        this.jobs = jobs;
        this.due = due;
        this.recorder = recorder;
    }

    @Override
    public int sweep() {
        Integer moved = transaction.execute(status -> {
            var late = due.pastDeadline(LIMIT);
            if (!late.isEmpty()) {
                var now = jobs.now();
                recorder.save(late.stream().map(job -> job.deadlinePassed(now)).toList(), now);
            }
            return late.size();
        });
        return moved == null ? 0 : moved;
    }
}
