package io.inferloop.tabular.orchestrator.retry;

import io.inferloop.tabular.orchestrator.job.DueJobs;
import io.inferloop.tabular.orchestrator.job.JobStore;
import io.inferloop.tabular.orchestrator.publish.JobRecorder;
import io.inferloop.tabular.orchestrator.sweep.Sweep;
import org.springframework.transaction.support.TransactionTemplate;

/** Queues the next attempt of jobs whose backoff is over. */
public final class NextAttemptSweep implements Sweep {

    private final TransactionTemplate transaction;
    private final JobStore jobs;
    private final DueJobs due;
    private final JobRecorder recorder;

    public NextAttemptSweep(TransactionTemplate transaction, JobStore jobs, DueJobs due, JobRecorder recorder) {
        this.transaction = transaction;
        this.jobs = jobs;
        this.due = due;
        this.recorder = recorder;
    }

    @Override
    public int sweep() {
        Integer queued = transaction.execute(status -> {
            var ready = due.readyForNextAttempt(LIMIT);
            if (!ready.isEmpty()) {
                var now = jobs.now();
                recorder.save(ready.stream().map(job -> job.queuedAgain(now)).toList(), now);
            }
            return ready.size();
        });
        return queued == null ? 0 : queued;
    }
}
