package io.inferloop.tabular.orchestrator.schedule;

import io.inferloop.tabular.orchestrator.job.DueJobs;
import io.inferloop.tabular.orchestrator.job.JobStore;
import io.inferloop.tabular.orchestrator.publish.JobRecorder;
import io.inferloop.tabular.orchestrator.sweep.Sweep;
import java.time.Duration;
import org.springframework.transaction.support.TransactionTemplate;

/** Dispatches again what nobody has started in time: the record or its start was lost, or every worker is busy. */
final class StartBySweep implements Sweep {

    private final TransactionTemplate transaction;
    private final JobStore jobs;
    private final DueJobs due;
    private final JobRecorder recorder;
    private final Duration startBy;

    StartBySweep(TransactionTemplate transaction, JobStore jobs, DueJobs due, JobRecorder recorder, Duration startBy) {
        this.transaction = transaction;
        this.jobs = jobs;
        this.due = due;
        this.recorder = recorder;
        this.startBy = startBy;
    }

    @Override
    public int sweep() {
        Integer moved = transaction.execute(status -> {
            var late = due.notStartedInTime(LIMIT);
            if (!late.isEmpty()) {
                var now = jobs.now();
                recorder.save(
                        late.stream()
                                .map(job -> job.dispatchedAgain(now.plus(startBy), now))
                                .toList(),
                        now);
            }
            return late.size();
        });
        return moved == null ? 0 : moved;
    }
}
