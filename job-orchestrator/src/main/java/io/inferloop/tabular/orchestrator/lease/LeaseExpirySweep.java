package io.inferloop.tabular.orchestrator.lease;

import io.inferloop.tabular.orchestrator.job.DueJobs;
import io.inferloop.tabular.orchestrator.job.Effort;
import io.inferloop.tabular.orchestrator.job.Failure;
import io.inferloop.tabular.orchestrator.job.Job;
import io.inferloop.tabular.orchestrator.job.JobStore;
import io.inferloop.tabular.orchestrator.publish.JobRecorder;
import io.inferloop.tabular.orchestrator.retry.RetryPolicy;
import io.inferloop.tabular.orchestrator.sweep.Sweep;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes jobs from runs that were silent for a lease, as far as it is known that they were. */
public final class LeaseExpirySweep implements Sweep {

    private static final Logger log = LoggerFactory.getLogger(LeaseExpirySweep.class);

    private final TransactionTemplate transaction;
    private final EventProgress progress;
    private final JobStore jobs;
    private final DueJobs due;
    private final RetryPolicy retry;
    private final JobRecorder recorder;
    private final Counter expiries;

    public LeaseExpirySweep(
            TransactionTemplate transaction,
            EventProgress progress,
            JobStore jobs,
            DueJobs due,
            RetryPolicy retry,
            JobRecorder recorder,
            MeterRegistry meters) {
        this.transaction = transaction;
        this.progress = progress;
        this.jobs = jobs;
        this.due = due;
        this.retry = retry;
        this.recorder = recorder;
        this.expiries = Counter.builder("tabular.orchestrator.lease.expiries")
                .description("Runs that were given up because they were silent for a lease")
                .register(meters);
    }

    @Override
    public int sweep() {
        Integer expired = transaction.execute(status -> {
            Optional<Instant> known = progress.known();
            return known.isPresent() ? expire(due.leaseEndedBefore(known.get(), LIMIT)) : 0;
        });
        return expired == null ? 0 : expired;
    }

    private int expire(List<Job> silent) {
        if (silent.isEmpty()) {
            return 0;
        }
        Instant now = jobs.now();
        recorder.save(silent.stream().map(job -> expired(job, now)).toList(), now);
        expiries.increment(silent.size());
        return silent.size();
    }

    private Job expired(Job job, Instant now) {
        log.warn(
                "{}: run {} was silent for a lease in attempt {}",
                job.key(),
                job.position().run(),
                job.position().attempt());
        var failure = Failure.retryable(
                "lease_expired",
                "The worker of attempt %d was not heard of any more."
                        .formatted(job.position().attempt()));
        var verdict = retry.decide(failure.kind(), job.position().attempt(), now);
        return job.attemptFailed(failure, Effort.NONE, verdict, now);
    }
}
