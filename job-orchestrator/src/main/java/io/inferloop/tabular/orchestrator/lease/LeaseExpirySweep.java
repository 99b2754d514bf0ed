package io.inferloop.tabular.orchestrator.lease;

import io.inferloop.tabular.orchestrator.job.DueJobs;
import io.inferloop.tabular.orchestrator.job.Effort;
import io.inferloop.tabular.orchestrator.job.Failure;
import io.inferloop.tabular.orchestrator.job.Job;
import io.inferloop.tabular.orchestrator.retry.RetryPolicy;
import io.inferloop.tabular.orchestrator.sweep.JobMover;
import io.inferloop.tabular.orchestrator.sweep.Sweep;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes jobs from runs that were silent for a lease, as far as it is known that they were. */
public final class LeaseExpirySweep implements Sweep {

    private static final Logger log = LoggerFactory.getLogger(LeaseExpirySweep.class);

    private final JobMover mover;
    private final EventProgress progress;
    private final DueJobs due;
    private final RetryPolicy retry;
    private final Counter expiries;

    public LeaseExpirySweep(
            JobMover mover, EventProgress progress, DueJobs due, RetryPolicy retry, MeterRegistry meters) {
        this.mover = mover;
        this.progress = progress;
        this.due = due;
        this.retry = retry;
        this.expiries = Counter.builder("tabular.orchestrator.lease.expiries")
                .description("Runs that were given up because they were silent for a lease")
                .register(meters);
    }

    @Override
    public int sweep() {
        int expired = mover.move(this::silent, this::expired);
        expiries.increment(expired);
        return expired;
    }

    private List<Job> silent() {
        return progress.known().map(known -> due.leaseEndedBefore(known, LIMIT)).orElse(List.of());
    }

    private Job expired(Job job, Instant now) {
        log.warn(
                "{}: run {} was silent for a lease in attempt {}",
                job.key(),
                job.position().run(),
                job.position().attempt());
        var failure = Failure.retryable(
                Failure.LEASE_EXPIRED,
                "The worker of attempt %d was not heard of any more."
                        .formatted(job.position().attempt()));
        var verdict = retry.decide(failure, job.position().attempt(), now);
        return job.attemptFailed(failure, Effort.NONE, verdict, now);
    }
}
