package io.inferloop.tabular.orchestrator.sweep;

import io.inferloop.tabular.orchestrator.job.Job;
import io.inferloop.tabular.orchestrator.job.JobStore;
import io.inferloop.tabular.orchestrator.publish.JobRecorder;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionTemplate;

/** Finds jobs that are due and moves each by one transition, all in one transaction. */
public final class JobMover {

    private final TransactionTemplate transaction;
    private final JobStore jobs;
    private final JobRecorder recorder;

    public JobMover(TransactionTemplate transaction, JobStore jobs, JobRecorder recorder) {
        this.transaction = transaction;
        this.jobs = jobs;
        this.recorder = recorder;
    }

    /**
     * Moves all that is found, in one transaction.
     *
     * @param due finds the jobs, and locks them, inside the transaction
     * @param transition gives the job's next state at this time
     * @return how many were moved
     */
    public int move(Supplier<List<Job>> due, BiFunction<Job, Instant, Job> transition) {
        Integer moved = transaction.execute(status -> {
            List<Job> found = due.get();
            if (!found.isEmpty()) {
                Instant now = jobs.now();
                recorder.save(
                        found.stream().map(job -> transition.apply(job, now)).toList(), now);
            }
            return found.size();
        });
        return moved == null ? 0 : moved;
    }
}
