package io.inferloop.tabular.orchestrator.consume;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferloop.tabular.orchestrator.bench.OnTheWorkbench;
import io.inferloop.tabular.orchestrator.job.DatasetId;
import io.inferloop.tabular.orchestrator.job.Effort;
import io.inferloop.tabular.orchestrator.job.JobKey;
import io.inferloop.tabular.orchestrator.job.JobState;
import io.inferloop.tabular.orchestrator.job.OrganizationId;
import io.inferloop.tabular.orchestrator.job.Output;
import io.inferloop.tabular.orchestrator.job.TaskResult;
import io.inferloop.tabular.platform.messaging.AvroCodec;
import io.inferloop.tabular.schemas.job.ImputationSpec;
import io.inferloop.tabular.schemas.job.JobCommand;
import io.inferloop.tabular.schemas.job.Rebalancing;
import io.inferloop.tabular.schemas.job.SamplingSpec;
import io.inferloop.tabular.schemas.job.SubmitJob;
import io.inferloop.tabular.schemas.job.TrainingSpec;
import io.inferloop.tabular.schemas.task.ImputationTask;
import io.inferloop.tabular.schemas.task.SamplingTask;
import io.inferloop.tabular.schemas.task.TaskDispatch;
import io.inferloop.tabular.schemas.task.TrainingTask;
import io.inferloop.tabular.schemas.topic.Topics;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

class KeptModelIT extends OnTheWorkbench {

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
    void aModelIsTrainedKeptAndSampledForHalfThePrice() {
        JobKey training = train("cart");
        bench.dispatch(training);
        TrainingTask task = dispatches().getLast().getTraining();
        assertThat(task.getConditionColumns()).containsExactly("sex");
        assertThat(task.getDatasetKey()).contains(dataset.toString());
        bench.start(bench.newRun(training));
        bench.deliver(training, new TaskResult(model(training), Map.of(), new Effort(0, 0, 1_500, 0)));

        JobKey sampling = sample(organization, training.job(), 1_000, Map.of("sex", "\"Female\""));
        assertThat(bench.job(sampling).definition().specView())
                .contains("\"model_id\":\"%s\"".formatted(training.job()))
                .contains("\"conditions\":{\"sex\":\"Female\"}");
        bench.dispatch(sampling);
        SamplingTask rows = dispatches().getLast().getSampling();
        assertThat(rows.getGraphKey()).isEqualTo("models/%s/model.onnx".formatted(training.job()));
        assertThat(rows.getDescriptionSha256()).isEqualTo("cd");
        assertThat(rows.getConditions()).containsExactly(Map.entry("sex", "\"Female\""));
        bench.start(bench.newRun(sampling));
        bench.deliver(sampling, new TaskResult(List.of(), Map.of(), new Effort(1_000, 0, 0, 0)));

        JobKey imputation = submit(
                organization,
                SubmitJob.newBuilder()
                        .setImputation(ImputationSpec.newBuilder()
                                .setDatasetId(dataset.value())
                                .setModelId(training.job())
                                .build())
                        .build());
        bench.dispatch(imputation);
        ImputationTask filling = dispatches().getLast().getImputation();
        assertThat(filling.getGraphKey()).isEqualTo("models/%s/model.onnx".formatted(training.job()));
        assertThat(filling.getDatasetKey()).contains(dataset.toString());
        assertThat(filling.getAlgorithm()).isNull();

        assertThat(bench.outgoing(Topics.USAGE))
                .extracting(event -> event.getUsage().getMeter())
                .containsExactly("cpu_seconds", "rows_from_cache");
        assertThat(bench.outgoing(Topics.USAGE).getLast().getUsage().getQuantity())
                .isEqualByComparingTo(BigDecimal.valueOf(1_000));
    }

    @Test
    void aModelOfAnotherOrganizationDoesNotExist() {
        JobKey training = train("gaussian_copula");
        bench.dispatch(training);
        bench.start(bench.newRun(training));
        bench.deliver(training, new TaskResult(model(training), Map.of(), Effort.NONE));

        JobKey theirs = sample(bench.organization("enterprise"), training.job(), 10, Map.of());
        jdbc.update("UPDATE parked_command SET parked_at = now() - interval '2 minutes'");
        review.sweep();

        assertThat(bench.failureCode(theirs)).isEqualTo("model_not_fitted");
    }

    @Test
    void aSampleWaitsForItsModelAndIsRefusedWhenThereWillBeNone() {
        JobKey training = train("gaussian_copula");
        JobKey early = sample(organization, training.job(), 10, Map.of());
        assertThat(bench.count("parked_command")).isEqualTo(1);
        bench.cancel(training);
        review.sweep();

        assertThat(bench.failureCode(early)).isEqualTo("job_without_model");
    }

    @Test
    void thePlanCountsForBoth() {
        assertThat(bench.failureCode(train("argn"))).isEqualTo("algorithm_not_in_plan");
        assertThat(bench.failureCode(train("auto"))).isEqualTo("algorithm_not_chosen");
        assertThat(bench.failureCode(submit(
                        organization,
                        SubmitJob.newBuilder()
                                .setSampling(SamplingSpec.newBuilder()
                                        .setModelId(UUID.randomUUID())
                                        .setRows(10)
                                        .setRebalancing(new Rebalancing("sex", Map.of("Female", 0.7, "Male", 0.7)))
                                        .build())
                                .build())))
                .isEqualTo("rebalancing_invalid");
        assertThat(bench.failureCode(submit(
                        organization,
                        SubmitJob.newBuilder()
                                .setImputation(ImputationSpec.newBuilder()
                                        .setDatasetId(dataset.value())
                                        .build())
                                .build())))
                .isEqualTo("imputation_invalid");
        assertThat(bench.failureCode(sample(organization, UUID.randomUUID(), 100_001, Map.of())))
                .isEqualTo("rows_over_plan");
        JobKey notJson = sample(organization, UUID.randomUUID(), 10, Map.of("sex", "Female"));
        assertThat(bench.failureCode(notJson)).isEqualTo("condition_invalid");
        assertThat(bench.job(notJson).state()).isEqualTo(JobState.REJECTED);
    }

    private JobKey train(String algorithm) {
        var spec = TrainingSpec.newBuilder()
                .setDatasetId(dataset.value())
                .setAlgorithm(algorithm)
                .setConditionColumns(List.of("sex"))
                .build();
        return submit(organization, SubmitJob.newBuilder().setTraining(spec).build());
    }

    private JobKey sample(OrganizationId sender, UUID model, long rows, Map<String, String> conditions) {
        var spec = SamplingSpec.newBuilder()
                .setModelId(model)
                .setRows(rows)
                .setConditions(conditions)
                .build();
        return submit(sender, SubmitJob.newBuilder().setSampling(spec).build());
    }

    private JobKey submit(OrganizationId sender, SubmitJob submit) {
        var command = JobCommand.newBuilder()
                .setCommandId(UUID.randomUUID())
                .setJobId(UUID.randomUUID())
                .setIssuedAt(Instant.EPOCH)
                .setSubmit(submit)
                .build();
        byte[] signed = codec.encode(Topics.JOB_COMMANDS, command);
        batches.carryOut(List.of(CommandMapper.command(command, sender, signed)));
        return new JobKey(sender, command.getJobId());
    }

    private List<TaskDispatch> dispatches() {
        return bench.outgoing(Topics.DISPATCH_SYNTHESIS_CPU);
    }

    private static List<Output> model(JobKey job) {
        return List.of(
                new Output("model.onnx", "models/%s/model.onnx".formatted(job.job()), "x", 9, "ab", null),
                new Output("model.json", "models/%s/model.json".formatted(job.job()), "x", 9, "cd", null));
    }
}
