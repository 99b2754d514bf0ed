package io.inferloop.tabular.orchestrator.publish;

import io.inferloop.tabular.orchestrator.catalogue.Organizations;
import io.inferloop.tabular.orchestrator.deadletter.DeadTasks;
import io.inferloop.tabular.orchestrator.job.Fence;
import io.inferloop.tabular.orchestrator.job.Job;
import io.inferloop.tabular.orchestrator.job.JobState;
import io.inferloop.tabular.orchestrator.job.JobStore;
import io.inferloop.tabular.platform.messaging.AvroCodec;
import io.inferloop.tabular.platform.messaging.OutboundRecord;
import io.inferloop.tabular.platform.outbox.Outbox;
import io.inferloop.tabular.schemas.task.StopTask;
import io.inferloop.tabular.schemas.task.TaskControl;
import io.inferloop.tabular.schemas.topic.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Stores what became of jobs and, in the same transaction, everything that the rest of the system must hear of it. What
 * that is follows from the state alone, so no path through the code can forget it: every change is a job event, a
 * dispatched job goes to its lane, a cancelling one stops its run, a finished one is charged, a failed one is kept.
 */
public final class JobRecorder {

    private static final String CANCELLED = "The job is cancelled.";

    private final JobStore jobs;
    private final Organizations organizations;
    private final DeadTasks deadTasks;
    private final AvroCodec codec;
    private final Outbox outbox;
    private final QueueSignal signal;

    public JobRecorder(
            JobStore jobs,
            Organizations organizations,
            DeadTasks deadTasks,
            AvroCodec codec,
            Outbox outbox,
            QueueSignal signal) {
        this.jobs = jobs;
        this.organizations = organizations;
        this.deadTasks = deadTasks;
        this.codec = codec;
        this.outbox = outbox;
        this.signal = signal;
    }

    /** Stores new jobs; a key that is taken keeps the job it has. */
    public void add(Collection<Job> born, Instant now) {
        announce(jobs.insert(born), now);
    }

    /** Stores jobs that this transaction has locked and moved; what follows leaves in their order. */
    public void save(Collection<Job> moved, Instant now) {
        announce(jobs.update(moved), now);
    }

    /** Tells jobs again as they stand, for receivers that missed it; the caller holds their rows. */
    public void repeat(Collection<Job> unchanged, Instant now) {
        outbox.append(unchanged.stream().map(job -> changed(job, now)).toList());
    }

    /** Tells runs to stop that are not, or no longer, the ones their jobs wait for. */
    public void stop(Map<Fence, String> reasons, Instant now) {
        var stops = new ArrayList<OutboundRecord>();
        reasons.forEach((fence, reason) -> stops.add(stop(fence, reason, now)));
        outbox.append(stops);
    }

    private void announce(List<Job> saved, Instant now) {
        if (saved.isEmpty()) {
            return;
        }
        var records = new ArrayList<OutboundRecord>();
        for (Job job : saved) {
            records.add(changed(job, now));
            switch (job.state()) {
                case DISPATCHED -> records.add(dispatch(job, now));
                case CANCELLING -> records.add(stop(boundRun(job), CANCELLED, now));
                case SUCCEEDED, CANCELLED -> records.addAll(usage(job, now));
                case QUEUED, RUNNING, RETRY_WAIT, FAILED, EXPIRED, REJECTED -> {}
            }
        }
        outbox.append(records);
        deadTasks.keep(
                saved.stream().filter(job -> job.state() == JobState.FAILED).toList());
        // A job that goes to its lane makes neither room nor work: the turn that sent it has taken what there was.
        if (saved.stream().anyMatch(job -> job.state() != JobState.DISPATCHED)) {
            signal.afterCommit();
        }
    }

    private OutboundRecord changed(Job job, Instant now) {
        return OutboundRecord.of(
                codec,
                Topics.JOB_EVENTS,
                job.key().organization() + "|" + job.key().job(),
                JobChangedRecords.of(job, now));
    }

    private OutboundRecord dispatch(Job job, Instant now) {
        var plan = organizations.of(job.key().organization()).plan();
        return OutboundRecord.of(
                codec,
                DispatchRecords.topic(job.lane()),
                job.key().job().toString(),
                DispatchRecords.of(job, plan, now));
    }

    private List<OutboundRecord> usage(Job job, Instant now) {
        if (!job.hasStarted()) {
            return List.of();
        }
        var account = organizations.of(job.key().organization());
        return UsageRecords.of(job, account, now).stream()
                .map(event -> OutboundRecord.of(
                        codec, Topics.USAGE, job.key().organization().toString(), event))
                .toList();
    }

    private OutboundRecord stop(Fence fence, String reason, Instant now) {
        var stop = new StopTask(fence.attempt(), fence.dispatchNo(), fence.run().value(), reason);
        return OutboundRecord.of(
                codec,
                Topics.TASK_CONTROL,
                fence.key().job().toString(),
                new TaskControl(fence.key().job(), now, stop));
    }

    private static Fence boundRun(Job job) {
        var run = job.position().run();
        if (run == null) {
            throw new IllegalStateException(job.key() + " is cancelling without a bound run");
        }
        return new Fence(job.key(), job.position().attempt(), job.position().dispatchNo(), run);
    }
}
