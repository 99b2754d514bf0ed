package io.inferloop.tabular.orchestrator.bench;

import io.inferloop.tabular.orchestrator.catalogue.Datasets;
import io.inferloop.tabular.orchestrator.catalogue.Organizations;
import io.inferloop.tabular.orchestrator.job.DatasetId;
import io.inferloop.tabular.orchestrator.job.Effort;
import io.inferloop.tabular.orchestrator.job.Failure;
import io.inferloop.tabular.orchestrator.job.Fence;
import io.inferloop.tabular.orchestrator.job.Job;
import io.inferloop.tabular.orchestrator.job.JobDefinition;
import io.inferloop.tabular.orchestrator.job.JobKey;
import io.inferloop.tabular.orchestrator.job.JobSpec;
import io.inferloop.tabular.orchestrator.job.JobStore;
import io.inferloop.tabular.orchestrator.job.OrganizationId;
import io.inferloop.tabular.orchestrator.job.Output;
import io.inferloop.tabular.orchestrator.job.RunId;
import io.inferloop.tabular.orchestrator.job.StoredTable;
import io.inferloop.tabular.orchestrator.job.TaskResult;
import io.inferloop.tabular.orchestrator.job.Verdict;
import io.inferloop.tabular.orchestrator.publish.JobRecorder;
import io.inferloop.tabular.platform.messaging.AvroCodec;
import io.inferloop.tabular.platform.messaging.UndecodableRecordException;
import io.inferloop.tabular.schemas.account.Organization;
import io.inferloop.tabular.schemas.dataset.Dataset;
import io.inferloop.tabular.schemas.topic.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiFunction;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts organizations and jobs in place, and looks at what was stored and what would be sent. */
public final class Workbench {

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JobStore jobs;

    @Autowired
    private JobRecorder recorder;

    @Autowired
    private Organizations organizations;

    @Autowired
    private Datasets datasets;

    @Autowired
    private AvroCodec codec;

    void clear() {
        jdbc.execute("TRUNCATE job, inbox, tombstone, parked_command, dead_task, task_event_progress, outbox");
    }

    public OrganizationId organization(String plan) {
        var organization = new OrganizationId(UUID.randomUUID());
        organizations.announced(
                new Organization(organization.value(), "Acme", plan, 1L, Instant.EPOCH, "Europe/Berlin", "EUR"));
        return organization;
    }

    public DatasetId dataset(OrganizationId organization) {
        var dataset = new DatasetId(UUID.randomUUID());
        announce(organization, dataset);
        return dataset;
    }

    public void announce(OrganizationId organization, DatasetId dataset) {
        datasets.announced(new Dataset(
                organization.value(),
                dataset.value(),
                "adult",
                "organizations/%s/datasets/%s/table.csv".formatted(organization, dataset),
                "ab",
                9L,
                3L,
                List.of("age"),
                Instant.EPOCH,
                "csv"));
    }

    public static JobSpec.Generation generation(DatasetId dataset, boolean validate) {
        return new JobSpec.Generation(
                dataset, null, "gaussian_copula", 1_000, 7, validate, Map.of(), Map.of(), "csv", Map.of());
    }

    /** A queued job. */
    public JobKey submitted(OrganizationId organization, boolean validate) {
        return submitted(organization, validate, 3, null);
    }

    public JobKey submitted(
            OrganizationId organization, boolean validate, int priority, @Nullable Duration untilDeadline) {
        var key = new JobKey(organization, UUID.randomUUID());
        var spec = generation(dataset(organization), validate)
                .with(new StoredTable("organizations/%s/datasets/d/table.csv".formatted(organization), "ab", 9, "csv"));
        transaction.executeWithoutResult(status -> {
            Instant now = jobs.now();
            var deadline = untilDeadline == null ? null : now.plus(untilDeadline);
            recorder.add(
                    List.of(Job.submitted(new JobDefinition(key, spec, "{}", priority, deadline, null, now), now)),
                    now);
        });
        return key;
    }

    /** A queued profile of a new dataset. */
    public JobKey profile(OrganizationId organization) {
        var key = new JobKey(organization, UUID.randomUUID());
        var spec = new JobSpec.Profile(
                dataset(organization),
                new StoredTable("organizations/%s/datasets/d/table.csv".formatted(organization), "ab", 9, "csv"));
        transaction.executeWithoutResult(status -> {
            Instant now = jobs.now();
            recorder.add(List.of(Job.submitted(new JobDefinition(key, spec, "{}", 5, null, null, now), now)), now);
        });
        return key;
    }

    public void forget(DatasetId dataset) {
        datasets.deleted(dataset);
    }

    /** A job that waits in its lane. */
    public JobKey dispatched(OrganizationId organization, boolean validate) {
        var key = submitted(organization, validate);
        dispatch(key);
        return key;
    }

    public void dispatch(JobKey key) {
        move(key, (job, now) -> job.dispatched(now.plusSeconds(60), now));
    }

    public void redispatch(JobKey key) {
        move(key, (job, now) -> job.dispatchedAgain(now.plusSeconds(60), now));
    }

    public void cancel(JobKey key) {
        move(key, Job::cancelRequested);
    }

    /** Binds the run and begins its lease. */
    public void start(Fence run) {
        transaction.executeWithoutResult(status -> {
            Instant now = jobs.now();
            jobs.bind(List.of(run));
            recorder.save(
                    jobs.loadBound(List.of(run)).values().stream()
                            .map(job -> job.started(now.plusSeconds(30), now))
                            .toList(),
                    now);
        });
    }

    /** The running task delivers; a job with another one goes back to its queue. */
    public void deliver(JobKey key) {
        var rows = new Output("synthetic.csv", "rows/" + key.job(), "text/csv", 9, "ab", 1_000L);
        deliver(key, new TaskResult(List.of(rows), Map.of(), Effort.NONE));
    }

    public void deliver(JobKey key, TaskResult result) {
        move(key, (job, now) -> job.taskSucceeded(result, now));
    }

    /** The running attempt fails, and the next one waits. */
    public void fail(JobKey key) {
        var failure = Failure.retryable("away", "Something did not answer.");
        move(
                key,
                (job, now) -> job.attemptFailed(failure, Effort.NONE, new Verdict.TryAgain(now.plusSeconds(60)), now));
    }

    /** Lets the job's time be over by now. */
    public void letTimeBeOver(JobKey key) {
        jdbc.update(
                "UPDATE job SET cancel_at = now() - interval '1 second' WHERE organization = ? AND id = ?",
                key.organization().value(),
                key.job());
    }

    public boolean isBound(Fence run) {
        return !jobs.loadBound(List.of(run)).isEmpty();
    }

    private void move(JobKey key, BiFunction<Job, Instant, Job> move) {
        transaction.executeWithoutResult(status -> {
            Instant now = jobs.now();
            recorder.save(
                    List.of(move.apply(
                            Objects.requireNonNull(jobs.lock(List.of(key)).get(key), key::toString), now)),
                    now);
        });
    }

    /** A run of the job's newest dispatch, not started yet. */
    public Fence newRun(JobKey key) {
        Job job = job(key);
        return new Fence(key, job.position().attempt(), job.position().dispatchNo(), new RunId(UUID.randomUUID()));
    }

    public Job job(JobKey key) {
        return Objects.requireNonNull(jobs.find(List.of(key)).get(key), key::toString);
    }

    /** The run that the job is bound to; fails when there is none. */
    public RunId boundRun(JobKey key) {
        return Objects.requireNonNull(job(key).position().run(), key::toString);
    }

    /** Why the job, or its last attempt, did not succeed; fails when there is no failure. */
    public String failureCode(JobKey key) {
        return Objects.requireNonNull(job(key).history().failure(), key::toString)
                .code();
    }

    /** Lets the job's lease, start-by or backoff be over. */
    public void letTimePass(JobKey key) {
        jdbc.update(
                "UPDATE job SET due_at = now() - interval '1 minute' WHERE organization = ? AND id = ?",
                key.organization().value(),
                key.job());
    }

    /** Everything that waits to be sent on the topic, in order. */
    public <V extends SpecificRecord> List<V> outgoing(Topic<V> topic) {
        return jdbc.query(
                "SELECT value FROM outbox WHERE topic = ? ORDER BY id",
                (row, n) -> decode(topic, row.getBytes(1)),
                topic.name());
    }

    public int count(String table) {
        Integer count = jdbc.queryForObject("SELECT count(*) FROM " + table, Integer.class);
        return count == null ? 0 : count;
    }

    private <V extends SpecificRecord> V decode(Topic<V> topic, byte[] value) {
        try {
            return codec.decode(topic, value);
        } catch (UndecodableRecordException e) {
            throw new AssertionError(e);
        }
    }
}
