package io.inferloop.tabular.orchestrator.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferloop.tabular.orchestrator.bench.OnTheWorkbench;
import io.inferloop.tabular.orchestrator.job.Fence;
import io.inferloop.tabular.orchestrator.job.JobKey;
import io.inferloop.tabular.orchestrator.job.JobState;
import io.inferloop.tabular.orchestrator.job.JobStore;
import io.inferloop.tabular.orchestrator.retry.NextAttemptSweep;
import io.inferloop.tabular.schemas.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class LeaseExpiryIT extends OnTheWorkbench {

    private static final List<Integer> EVERY_PARTITION =
            IntStream.range(0, Topics.TASK_EVENTS.partitions()).boxed().toList();

    @Autowired
    private LeaseExpirySweep expiry;

    @Autowired
    private NextAttemptSweep nextAttempts;

    @Autowired
    private EventProgress progress;

    @Autowired
    private JobStore jobs;

    private JobKey job;

    @BeforeEach
    void run() {
        job = bench.dispatched(bench.organization("professional"), false);
        bench.start(bench.newRun(job));
    }

    @Test
    void takesNoJobFromARunWhileAnyPartitionIsUnknown() {
        bench.letTimePass(job);
        progress.caughtUp(EVERY_PARTITION.subList(1, EVERY_PARTITION.size()), jobs.now());

        expiry.sweep();

        assertThat(bench.job(job).state()).isEqualTo(JobState.RUNNING);
    }

    @Test
    void takesNoJobFromARunBeforeTheEventsUntilTheEndOfItsLeaseAreKnown() {
        progress.caughtUp(EVERY_PARTITION, jobs.now().minus(Duration.ofMinutes(2)));
        bench.letTimePass(job);

        expiry.sweep();

        assertThat(bench.job(job).state()).isEqualTo(JobState.RUNNING);
    }

    @Test
    void triesAgainWhenARunWasSilentForALease() {
        bench.letTimePass(job);
        progress.caughtUp(EVERY_PARTITION, jobs.now());

        expiry.sweep();

        assertThat(bench.job(job).state()).isEqualTo(JobState.RETRY_WAIT);
        assertThat(bench.job(job).position().attempt()).isEqualTo(2);
        assertThat(bench.job(job).history().failure().code()).isEqualTo("lease_expired");

        bench.letTimePass(job);
        nextAttempts.sweep();
        assertThat(bench.job(job).state()).isEqualTo(JobState.QUEUED);
    }

    @Test
    void failsAndKeepsTheTaskAfterTheLastAttempt() {
        for (int attempt = 1; attempt <= 3; attempt++) {
            if (attempt > 1) {
                bench.letTimePass(job);
                nextAttempts.sweep();
                bench.dispatch(job);
                bench.start(bench.newRun(job));
            }
            bench.letTimePass(job);
            progress.caughtUp(EVERY_PARTITION, jobs.now());
            expiry.sweep();
        }

        assertThat(bench.job(job).state()).isEqualTo(JobState.FAILED);
        assertThat(bench.count("dead_task")).isEqualTo(1);
        assertThat(bench.outgoing(Topics.USAGE)).isEmpty();
    }

    @Test
    void cancelsACancellingJobWhoseRunIsSilentAndNeverRetriesIt() {
        bench.cancel(job);
        bench.letTimePass(job);
        progress.caughtUp(EVERY_PARTITION, jobs.now());

        expiry.sweep();

        assertThat(bench.job(job).state()).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void beginsEveryLeaseAnewAfterAnOutage() {
        progress.caughtUp(EVERY_PARTITION, jobs.now().minus(Duration.ofMinutes(5)));
        bench.letTimePass(job);

        Instant back = jobs.now();
        progress.caughtUp(EVERY_PARTITION, back);
        expiry.sweep();

        assertThat(bench.job(job).state()).isEqualTo(JobState.RUNNING);
        assertThat(bench.job(job).dueAt()).isAfterOrEqualTo(back.plusSeconds(29));
    }

    @Test
    void takesNoWordOfTheRunThatItGaveUp() {
        Fence silent = new Fence(job, 1, 1, bench.job(job).position().run());
        bench.letTimePass(job);
        progress.caughtUp(EVERY_PARTITION, jobs.now());
        expiry.sweep();

        assertThat(bench.isBound(silent)).isFalse();
    }
}
