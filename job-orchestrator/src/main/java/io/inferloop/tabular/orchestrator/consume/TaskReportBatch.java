package io.inferloop.tabular.orchestrator.consume;

import io.inferloop.tabular.orchestrator.job.Fence;
import io.inferloop.tabular.orchestrator.job.Job;
import io.inferloop.tabular.orchestrator.job.JobKey;
import io.inferloop.tabular.orchestrator.job.JobState;
import io.inferloop.tabular.orchestrator.job.JobStore;
import io.inferloop.tabular.orchestrator.job.Progress;
import io.inferloop.tabular.orchestrator.lease.LeaseProperties;
import io.inferloop.tabular.orchestrator.publish.JobRecorder;
import io.inferloop.tabular.orchestrator.retry.RetryPolicy;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Applies reports of runs, in their order, one transaction a batch: lock the rows, bind the dispatches that are free,
 * load the jobs whose bound run speaks, let them move, store. Reports of any other run change nothing; a run that
 * reports that it goes on is told to stop.
 */
final class TaskReportBatch {

    private static final String NOT_CURRENT = "This run is not the one its job waits for.";

    private final TransactionTemplate transaction;
    private final JobStore jobs;
    private final RetryPolicy retry;
    private final LeaseProperties lease;
    private final JobRecorder recorder;
    private final Counter fenced;

    TaskReportBatch(
            TransactionTemplate transaction,
            JobStore jobs,
            RetryPolicy retry,
            LeaseProperties lease,
            JobRecorder recorder,
            MeterRegistry meters) {
        this.transaction = transaction;
        this.jobs = jobs;
        this.retry = retry;
        this.lease = lease;
        this.recorder = recorder;
        this.fenced = Counter.builder("tabular.orchestrator.fenced.events")
                .description("Reports of runs that are not the ones their jobs wait for")
                .register(meters);
    }

    void apply(List<TaskReport> reports) {
        if (reports.isEmpty()) {
            return;
        }
        transaction.executeWithoutResult(status -> {
            var fences = new LinkedHashSet<Fence>();
            reports.forEach(report -> fences.add(report.fence()));
            Instant now = jobs.now();
            jobs.lockRows(fences);
            jobs.bind(fences);
            var round = new Round(jobs.loadBound(fences), now);
            reports.forEach(round::apply);
            recorder.save(round.moved.values(), now);
            recorder.stop(round.stops, now);
        });
    }

    private final class Round {

        private final Map<Fence, Job> bound;
        private final Instant now;
        private final Map<JobKey, Job> moved = new LinkedHashMap<>();
        private final Map<Fence, String> stops = new LinkedHashMap<>();

        Round(Map<Fence, Job> bound, Instant now) {
            this.bound = bound;
            this.now = now;
        }

        void apply(TaskReport report) {
            Job job = bound.get(report.fence());
            if (job == null) {
                fence(report);
                return;
            }
            Job running = job.state() == JobState.DISPATCHED ? job.started(leaseUntil(), now) : job;
            switch (report) {
                case TaskReport.Started started -> goesOn(started.fence(), running, null);
                case TaskReport.Heartbeat heartbeat -> goesOn(heartbeat.fence(), running, heartbeat.progress());
                case TaskReport.Succeeded succeeded ->
                    isOver(succeeded.fence(), running.taskSucceeded(succeeded.result(), now));
                case TaskReport.Failed failed -> {
                    var verdict =
                            retry.decide(failed.failure(), running.position().attempt(), now);
                    isOver(failed.fence(), running.attemptFailed(failed.failure(), failed.spent(), verdict, now));
                }
            }
        }

        private void goesOn(Fence fence, Job running, @Nullable Progress progress) {
            Job alive = running.alive(progress, leaseUntil());
            bound.put(fence, alive);
            moved.put(alive.key(), alive);
        }

        /** Whatever the same run still says in this batch comes too late. */
        private void isOver(Fence fence, Job after) {
            bound.remove(fence);
            moved.put(after.key(), after);
        }

        private void fence(TaskReport report) {
            fenced.increment();
            switch (report) {
                case TaskReport.Started started -> stops.put(started.fence(), NOT_CURRENT);
                case TaskReport.Heartbeat heartbeat -> stops.put(heartbeat.fence(), NOT_CURRENT);
                // The run is over; there is nothing to stop and its result is not looked at.
                case TaskReport.Succeeded succeeded -> {}
                case TaskReport.Failed failed -> {}
            }
        }

        private Instant leaseUntil() {
            return now.plus(lease.duration());
        }
    }
}
