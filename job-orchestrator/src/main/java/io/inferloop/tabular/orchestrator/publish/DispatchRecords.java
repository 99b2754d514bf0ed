package io.inferloop.tabular.orchestrator.publish;

import io.inferloop.tabular.orchestrator.job.Job;
import io.inferloop.tabular.orchestrator.job.JobSpec;
import io.inferloop.tabular.orchestrator.job.Lane;
import io.inferloop.tabular.orchestrator.job.StoredModel;
import io.inferloop.tabular.orchestrator.job.StoredTable;
import io.inferloop.tabular.platform.plan.Plan;
import io.inferloop.tabular.schemas.task.ImputationTask;
import io.inferloop.tabular.schemas.task.ProfileTask;
import io.inferloop.tabular.schemas.task.Rebalancing;
import io.inferloop.tabular.schemas.task.SamplingTask;
import io.inferloop.tabular.schemas.task.SynthesisTask;
import io.inferloop.tabular.schemas.task.TaskDispatch;
import io.inferloop.tabular.schemas.task.TrainingTask;
import io.inferloop.tabular.schemas.task.ValidationTask;
import io.inferloop.tabular.schemas.topic.Topic;
import io.inferloop.tabular.schemas.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A dispatched job's present task, for the workers of its lane. */
final class DispatchRecords {

    private DispatchRecords() {}

    static Topic<TaskDispatch> topic(Lane lane) {
        return switch (lane) {
            case SYNTHESIS_CPU -> Topics.DISPATCH_SYNTHESIS_CPU;
            case VALIDATION -> Topics.DISPATCH_VALIDATION;
        };
    }

    static TaskDispatch of(Job job, Plan plan, Instant now) {
        Instant startBy = Objects.requireNonNull(job.dueAt(), () -> job.key() + " is dispatched without a start-by");
        Instant deadline = job.definition().deadline();
        return TaskDispatch.newBuilder()
                .setOrganizationId(job.key().organization().value())
                .setJobId(job.key().job())
                .setTask(job.position().task())
                .setAttempt(job.position().attempt())
                .setDispatchNo(job.position().dispatchNo())
                .setDispatchedAt(now)
                .setStartBy(startBy)
                .setRemainingMillis(
                        deadline == null
                                ? null
                                : Duration.between(now, deadline).toMillis())
                .setMemoryBytes(plan.taskMemoryBytes())
                .setThreads(plan.taskThreads())
                .setOutputPrefix("organizations/%s/jobs/%s/%d/"
                        .formatted(
                                job.key().organization(),
                                job.key().job(),
                                job.position().task()))
                .setSynthesis(synthesis(job))
                .setTraining(training(job))
                .setSampling(sampling(job))
                .setImputation(imputation(job))
                .setValidation(validation(job))
                .setProfile(profile(job))
                .build();
    }

    private static @Nullable SynthesisTask synthesis(Job job) {
        if (job.lane() != Lane.SYNTHESIS_CPU || !(job.definition().spec() instanceof JobSpec.Generation generation)) {
            return null;
        }
        StoredTable dataset = found(generation.dataset(), job);
        return SynthesisTask.newBuilder()
                .setDatasetKey(dataset.objectKey())
                .setDatasetSha256(dataset.sha256())
                .setDatasetSizeBytes(dataset.sizeBytes())
                .setAlgorithm(generation.algorithm())
                .setRows(generation.rows())
                .setSeed(generation.seed())
                .setColumnTypes(generation.columnTypes())
                .setHyperparameters(generation.settings())
                .setDatasetFormat(dataset.format())
                .setOutputFormat(generation.outputFormat())
                .setConditions(generation.conditions())
                .setRebalancing(rebalancing(generation))
                .setAlgorithmReason(generation.algorithmReason())
                .build();
    }

    private static @Nullable TrainingTask training(Job job) {
        if (!(job.definition().spec() instanceof JobSpec.Training training)) {
            return null;
        }
        StoredTable dataset = found(training.dataset(), job);
        return TrainingTask.newBuilder()
                .setDatasetKey(dataset.objectKey())
                .setDatasetSha256(dataset.sha256())
                .setDatasetSizeBytes(dataset.sizeBytes())
                .setDatasetFormat(dataset.format())
                .setAlgorithm(training.algorithm())
                .setSeed(training.seed())
                .setColumnTypes(training.columnTypes())
                .setHyperparameters(training.hyperparameters())
                .setConditionColumns(training.conditionColumns())
                .setAlgorithmReason(training.algorithmReason())
                .build();
    }

    private static @Nullable SamplingTask sampling(Job job) {
        if (!(job.definition().spec() instanceof JobSpec.Sampling sampling)) {
            return null;
        }
        StoredModel model = Objects.requireNonNull(sampling.model(), () -> job.key() + " was accepted without a model");
        return SamplingTask.newBuilder()
                .setGraphKey(model.graph().objectKey())
                .setGraphSha256(model.graph().sha256())
                .setDescriptionKey(model.description().objectKey())
                .setDescriptionSha256(model.description().sha256())
                .setRows(sampling.rows())
                .setSeed(sampling.seed())
                .setConditions(sampling.conditions())
                .setRebalancing(rebalancing(sampling))
                .setOutputFormat(sampling.outputFormat())
                .build();
    }

    private static @Nullable ImputationTask imputation(Job job) {
        if (!(job.definition().spec() instanceof JobSpec.Imputation imputation)) {
            return null;
        }
        StoredTable dataset = found(imputation.dataset(), job);
        StoredModel model = imputation.model();
        return ImputationTask.newBuilder()
                .setDatasetKey(dataset.objectKey())
                .setDatasetSha256(dataset.sha256())
                .setDatasetSizeBytes(dataset.sizeBytes())
                .setDatasetFormat(dataset.format())
                .setGraphKey(model == null ? null : model.graph().objectKey())
                .setGraphSha256(model == null ? null : model.graph().sha256())
                .setDescriptionKey(model == null ? null : model.description().objectKey())
                .setDescriptionSha256(model == null ? null : model.description().sha256())
                .setAlgorithm(imputation.algorithm())
                .setAlgorithmReason(imputation.algorithmReason())
                .setSeed(imputation.seed())
                .setColumnTypes(imputation.columnTypes())
                .setHyperparameters(imputation.hyperparameters())
                .setOutputFormat(imputation.outputFormat())
                .build();
    }

    private static @Nullable Rebalancing rebalancing(JobSpec.Drawing drawing) {
        var rebalancing = drawing.rebalancing();
        return rebalancing == null ? null : new Rebalancing(rebalancing.column(), rebalancing.shares());
    }

    private static @Nullable ValidationTask validation(Job job) {
        if (job.lane() != Lane.VALIDATION) {
            return null;
        }
        return switch (job.definition().spec()) {
            case JobSpec.Generation generation ->
                task(found(generation.dataset(), job), syntheticRows(job), generation, generation.validationTarget());
            case JobSpec.Validation validation ->
                task(
                        found(validation.dataset(), job),
                        found(validation.synthetic(), job),
                        validation,
                        validation.target());
            case JobSpec.Training training -> null;
            case JobSpec.Sampling sampling -> null;
            case JobSpec.Imputation imputation -> null;
            case JobSpec.Profile profile -> null;
        };
    }

    private static @Nullable ProfileTask profile(Job job) {
        if (!(job.definition().spec() instanceof JobSpec.Profile profile)) {
            return null;
        }
        StoredTable dataset = found(profile.dataset(), job);
        return ProfileTask.newBuilder()
                .setDatasetKey(dataset.objectKey())
                .setDatasetSha256(dataset.sha256())
                .setDatasetFormat(dataset.format())
                .build();
    }

    private static ValidationTask task(StoredTable real, StoredTable synthetic, JobSpec spec, @Nullable String target) {
        return ValidationTask.newBuilder()
                .setRealKey(real.objectKey())
                .setRealSha256(real.sha256())
                .setSyntheticKey(synthetic.objectKey())
                .setSyntheticSha256(synthetic.sha256())
                .setColumnTypes(spec.columnTypes())
                .setRealFormat(real.format())
                .setSyntheticFormat(synthetic.format())
                .setTarget(target)
                .build();
    }

    private static StoredTable syntheticRows(Job job) {
        return job.results()
                .syntheticTable()
                .orElseThrow(
                        () -> new IllegalStateException("%s has no synthetic table to validate".formatted(job.key())));
    }

    private static StoredTable found(@Nullable StoredTable table, Job job) {
        return Objects.requireNonNull(table, () -> job.key() + " was accepted without a table");
    }
}
