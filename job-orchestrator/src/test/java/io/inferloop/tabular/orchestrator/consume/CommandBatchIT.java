package io.inferloop.tabular.orchestrator.consume;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferloop.tabular.orchestrator.admission.JobRequest;
import io.inferloop.tabular.orchestrator.bench.OnTheWorkbench;
import io.inferloop.tabular.orchestrator.bench.Workbench;
import io.inferloop.tabular.orchestrator.job.DatasetId;
import io.inferloop.tabular.orchestrator.job.JobKey;
import io.inferloop.tabular.orchestrator.job.JobSpec;
import io.inferloop.tabular.orchestrator.job.JobState;
import io.inferloop.tabular.orchestrator.job.OrganizationId;
import io.inferloop.tabular.orchestrator.job.StoredTable;
import io.inferloop.tabular.platform.messaging.AvroCodec;
import io.inferloop.tabular.schemas.job.GenerationSpec;
import io.inferloop.tabular.schemas.job.JobCommand;
import io.inferloop.tabular.schemas.job.ProfileSpec;
import io.inferloop.tabular.schemas.job.SubmitJob;
import io.inferloop.tabular.schemas.topic.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

class CommandBatchIT extends OnTheWorkbench {

    @Autowired
    private CommandBatch batches;

    @Autowired
    private ParkedReview review;

    @Autowired
    private AvroCodec codec;

    @Autowired
    private JdbcTemplate jdbc;

    private OrganizationId organization;
    private DatasetId dataset;

    @BeforeEach
    void announce() {
        organization = bench.organization("professional");
        dataset = bench.dataset(organization);
    }

    @Test
    void makesOneJobOfACommandThatComesTwiceAndTellsItAgain() {
        Command submit = submit(organization, UUID.randomUUID());

        batches.carryOut(List.of(submit, submit));
        batches.carryOut(List.of(submit));

        assertThat(bench.count("job")).isEqualTo(1);
        assertThat(bench.outgoing(Topics.JOB_EVENTS))
                .hasSize(2)
                .allSatisfy(change -> assertThat(change.getSequence()).isEqualTo(1));
    }

    @Test
    void keepsTheFirstOfTwoSubmissionsOfOneJob() {
        UUID job = UUID.randomUUID();

        batches.carryOut(List.of(submit(organization, job), submit(organization, job)));
        batches.carryOut(List.of(submit(organization, job)));

        assertThat(bench.count("job")).isEqualTo(1);
    }

    @Test
    void makesOneJobOfConcurrentBatchesWithTheSameCommands() throws Exception {
        List<Command> commands = IntStream.range(0, 50)
                .mapToObj(i -> submit(organization, UUID.randomUUID()))
                .toList();
        try (var threads = Executors.newFixedThreadPool(4)) {
            Callable<Void> batch = () -> {
                batches.carryOut(commands);
                return null;
            };
            for (var done : threads.invokeAll(List.of(batch, batch, batch, batch))) {
                done.get();
            }
        }

        assertThat(bench.count("job")).isEqualTo(50);
        assertThat(bench.outgoing(Topics.JOB_EVENTS)).allMatch(change -> change.getSequence() == 1);
    }

    @Test
    void letsNoOrganizationShadowOrCancelTheJobOfAnother() {
        OrganizationId other = bench.organization("starter");
        UUID job = UUID.randomUUID();
        batches.carryOut(List.of(submit(organization, job)));

        batches.carryOut(List.of(new Command.Cancel(UUID.randomUUID(), new JobKey(other, job))));
        assertThat(bench.job(new JobKey(organization, job)).state()).isEqualTo(JobState.QUEUED);

        DatasetId own = bench.dataset(other);
        UUID second = UUID.randomUUID();
        batches.carryOut(List.of(submit(organization, second)));
        batches.carryOut(List.of(submit(new JobKey(other, second), Workbench.generation(own, false))));
        assertThat(bench.job(new JobKey(organization, second)).state()).isEqualTo(JobState.QUEUED);
        assertThat(bench.job(new JobKey(other, second)).state()).isEqualTo(JobState.QUEUED);
    }

    @Test
    void keepsTheSameCommandIdOfTwoOrganizationsApart() {
        OrganizationId other = bench.organization("starter");
        UUID id = UUID.randomUUID();
        var mine = request(new JobKey(organization, UUID.randomUUID()), Workbench.generation(dataset, false));
        var theirs = request(new JobKey(other, UUID.randomUUID()), Workbench.generation(bench.dataset(other), false));

        batches.carryOut(
                List.of(new Command.Submit(id, mine, new byte[0]), new Command.Submit(id, theirs, new byte[0])));

        assertThat(bench.count("job")).isEqualTo(2);
    }

    @Test
    void believesNoTableOutsideTheOrganizationsOwnDatasets() {
        OrganizationId victim = bench.organization("professional");
        DatasetId secret = bench.dataset(victim);
        var claimed =
                new StoredTable("organizations/%s/datasets/%s/table.csv".formatted(victim, secret), "ab", 9, "csv");
        var key = new JobKey(organization, UUID.randomUUID());

        batches.carryOut(List.of(submit(key, Workbench.generation(secret, false).with(claimed))));

        assertThat(bench.count("job")).isZero();
        overdue();
        review.sweep();
        assertThat(bench.job(key).state()).isEqualTo(JobState.REJECTED);
    }

    @Test
    void believesTheGatewayWhereANewDatasetLies() {
        var fresh = new DatasetId(UUID.randomUUID());
        var claimed = new StoredTable(
                "organizations/%s/datasets/%s/table.csv".formatted(organization, fresh), "ab", 9, "csv");
        var key = new JobKey(organization, UUID.randomUUID());

        batches.carryOut(List.of(submit(key, Workbench.generation(fresh, false).with(claimed))));

        assertThat(bench.job(key).state()).isEqualTo(JobState.QUEUED);
    }

    @Test
    void cancelsASubmissionThatComesAfterItsCancellation() {
        var key = new JobKey(organization, UUID.randomUUID());

        batches.carryOut(List.of(new Command.Cancel(UUID.randomUUID(), key)));
        batches.carryOut(List.of(submit(organization, key.job())));

        assertThat(bench.job(key).state()).isEqualTo(JobState.CANCELLED);
        assertThat(bench.outgoing(Topics.JOB_EVENTS))
                .singleElement()
                .extracting("sequence")
                .isEqualTo(1L);
    }

    @Test
    void cancelsAQueuedJobAtOnceAndOnlyOnce() {
        var key = new JobKey(organization, UUID.randomUUID());
        batches.carryOut(List.of(submit(organization, key.job())));

        batches.carryOut(List.of(new Command.Cancel(UUID.randomUUID(), key)));
        batches.carryOut(List.of(new Command.Cancel(UUID.randomUUID(), key)));

        assertThat(bench.job(key).state()).isEqualTo(JobState.CANCELLED);
        assertThat(bench.outgoing(Topics.JOB_EVENTS)).hasSize(2);
        assertThat(bench.outgoing(Topics.USAGE)).isEmpty();
    }

    @Test
    void cancelsAtEveryMomentOfAJobsLife() {
        JobKey dispatched = bench.dispatched(organization, true);
        JobKey running = running();
        JobKey waiting = running();
        bench.fail(waiting);
        JobKey betweenTasks = running();
        bench.deliver(betweenTasks);
        JobKey secondTaskDispatched = running();
        bench.deliver(secondTaskDispatched);
        bench.dispatch(secondTaskDispatched);
        JobKey finished = running();
        bench.deliver(finished);
        bench.dispatch(finished);
        bench.start(bench.newRun(finished));
        bench.deliver(finished);
        int eventsOfTheEnd = eventsOf(finished);

        var all = List.of(dispatched, running, waiting, betweenTasks, secondTaskDispatched, finished);
        batches.carryOut(all.stream().map(CommandBatchIT::cancel).toList());
        batches.carryOut(all.stream().map(CommandBatchIT::cancel).toList());

        assertThat(List.of(dispatched, waiting, betweenTasks, secondTaskDispatched))
                .allSatisfy(key -> assertThat(bench.job(key).state()).isEqualTo(JobState.CANCELLED));
        assertThat(bench.job(running).state()).isEqualTo(JobState.CANCELLING);
        assertThat(bench.outgoing(Topics.TASK_CONTROL))
                .singleElement()
                .satisfies(stop -> assertThat(stop.getJobId()).isEqualTo(running.job()));
        assertThat(bench.job(finished).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(eventsOf(finished)).isEqualTo(eventsOfTheEnd);
    }

    @Test
    void carriesTheTimeAtWhichAJobIsCancelledIntoTheJob() {
        var key = new JobKey(organization, UUID.randomUUID());
        Instant cancelAt = Instant.parse("2100-01-01T00:00:00Z");
        JobSpec spec = Workbench.generation(dataset, false);
        var request = new JobRequest(key, spec, 3, null, cancelAt, null, Instant.EPOCH);

        batches.carryOut(List.of(new Command.Submit(UUID.randomUUID(), request, signed(key, dataset))));

        assertThat(bench.job(key).definition().cancelAt()).isEqualTo(cancelAt);
        assertThat(bench.job(key).definition().specView()).contains("\"cancel_at\":\"2100-01-01T00:00:00Z\"");
    }

    /** A job of two tasks whose first is running. */
    private JobKey running() {
        JobKey job = bench.dispatched(organization, true);
        bench.start(bench.newRun(job));
        return job;
    }

    private static Command cancel(JobKey key) {
        return new Command.Cancel(UUID.randomUUID(), key);
    }

    private int eventsOf(JobKey key) {
        return (int) bench.outgoing(Topics.JOB_EVENTS).stream()
                .filter(event -> event.getJobId().equals(key.job()))
                .count();
    }

    @Test
    void rejectsWhatThePlanDoesNotAllowAndSaysWhy() {
        var starter = bench.organization("starter");
        var table = bench.dataset(starter);
        var tooMany = new JobKey(starter, UUID.randomUUID());
        var notIncluded = new JobKey(starter, UUID.randomUUID());

        batches.carryOut(List.of(
                submit(
                        tooMany,
                        new JobSpec.Generation(
                                table, null, "gaussian_copula", 10_001, 7, false, Map.of(), Map.of(), "csv", Map.of())),
                submit(
                        notIncluded,
                        new JobSpec.Generation(
                                table, null, "ctgan", 10, 7, false, Map.of(), Map.of(), "csv", Map.of()))));

        assertThat(bench.failureCode(tooMany)).isEqualTo("rows_over_plan");
        assertThat(bench.failureCode(notIncluded)).isEqualTo("algorithm_not_in_plan");
        assertThat(bench.job(notIncluded).state()).isEqualTo(JobState.REJECTED);
    }

    @Test
    void refusesAJobWhoseDatasetWasDeletedHoweverTheSenderKnowsIt() {
        bench.forget(dataset);
        var claimed = new StoredTable(
                "organizations/%s/datasets/%s/table.csv".formatted(organization, dataset), "ab", 9, "csv");
        var generation = new JobKey(organization, UUID.randomUUID());
        var profile = new JobKey(organization, UUID.randomUUID());

        batches.carryOut(List.of(
                submit(generation, Workbench.generation(dataset, false).with(claimed)),
                new Command.Submit(
                        UUID.randomUUID(),
                        request(profile, new JobSpec.Profile(dataset, claimed)),
                        signed(profile, dataset))));

        assertThat(bench.failureCode(generation)).isEqualTo("dataset_deleted");
        assertThat(bench.failureCode(profile)).isEqualTo("dataset_deleted");
        assertThat(bench.job(generation).state()).isEqualTo(JobState.REJECTED);
    }

    @Test
    void readsTheProfileThatAProducerAsksFor() {
        var key = new JobKey(organization, UUID.randomUUID());
        var command = JobCommand.newBuilder()
                .setCommandId(UUID.randomUUID())
                .setJobId(key.job())
                .setIssuedAt(Instant.EPOCH)
                .setSubmit(SubmitJob.newBuilder()
                        .setProfile(ProfileSpec.newBuilder()
                                .setDatasetId(dataset.value())
                                .build())
                        .build())
                .build();

        batches.carryOut(List.of(CommandMapper.command(command, organization, new byte[0])));

        assertThat(bench.job(key).state()).isEqualTo(JobState.QUEUED);
        assertThat(bench.outgoing(Topics.JOB_EVENTS)).singleElement().satisfies(change -> {
            assertThat(change.getType()).isEqualTo("profile");
            assertThat(change.getSpecJson()).contains("\"dataset_id\":\"%s\"".formatted(dataset));
        });
    }

    @Test
    void waitsForADatasetThatIsAnnouncedLater() {
        var late = new DatasetId(UUID.randomUUID());
        var key = new JobKey(organization, UUID.randomUUID());
        batches.carryOut(List.of(external(key, late)));
        review.sweep();
        assertThat(bench.count("job")).isZero();

        bench.announce(organization, late);
        review.sweep();

        assertThat(bench.job(key).state()).isEqualTo(JobState.QUEUED);
        assertThat(bench.count("parked_command")).isZero();
    }

    @Test
    void cancelsASubmissionThatWaits() {
        var key = new JobKey(organization, UUID.randomUUID());
        batches.carryOut(List.of(external(key, new DatasetId(UUID.randomUUID()))));

        batches.carryOut(List.of(new Command.Cancel(UUID.randomUUID(), key)));
        review.sweep();

        assertThat(bench.job(key).state()).isEqualTo(JobState.CANCELLED);
    }

    private void overdue() {
        jdbc.update("UPDATE parked_command SET parked_at = now() - interval '2 minutes'");
    }

    private Command submit(OrganizationId sender, UUID job) {
        return submit(new JobKey(sender, job), Workbench.generation(dataset, false));
    }

    private Command submit(JobKey key, JobSpec.Generation spec) {
        return new Command.Submit(UUID.randomUUID(), request(key, spec), signed(key, spec.datasetId()));
    }

    private Command external(JobKey key, DatasetId table) {
        return submit(key, Workbench.generation(table, false));
    }

    private static JobRequest request(JobKey key, JobSpec spec) {
        return new JobRequest(key, spec, 3, null, null, null, Instant.EPOCH);
    }

    private byte[] signed(JobKey key, DatasetId table) {
        var spec = GenerationSpec.newBuilder()
                .setDatasetId(table.value())
                .setAlgorithm("gaussian_copula")
                .setRows(1_000)
                .build();
        return codec.encode(
                Topics.JOB_COMMANDS,
                JobCommand.newBuilder()
                        .setCommandId(UUID.randomUUID())
                        .setJobId(key.job())
                        .setIssuedAt(Instant.EPOCH)
                        .setSubmit(SubmitJob.newBuilder().setGeneration(spec).build())
                        .build());
    }
}
