package io.inferloop.tabular.gateway.job;

import io.inferloop.tabular.gateway.account.Caller;
import io.inferloop.tabular.gateway.account.OrganizationId;
import io.inferloop.tabular.gateway.dataset.Dataset;
import io.inferloop.tabular.platform.messaging.AvroCodec;
import io.inferloop.tabular.platform.messaging.OutboundRecord;
import io.inferloop.tabular.platform.observability.TraceHeaders;
import io.inferloop.tabular.schemas.job.CancelJob;
import io.inferloop.tabular.schemas.job.GenerationSpec;
import io.inferloop.tabular.schemas.job.ImputationSpec;
import io.inferloop.tabular.schemas.job.JobCommand;
import io.inferloop.tabular.schemas.job.ProfileSpec;
import io.inferloop.tabular.schemas.job.Rebalancing;
import io.inferloop.tabular.schemas.job.SamplingSpec;
import io.inferloop.tabular.schemas.job.StoredTable;
import io.inferloop.tabular.schemas.job.SubmitJob;
import io.inferloop.tabular.schemas.job.TrainingSpec;
import io.inferloop.tabular.schemas.job.ValidationSpec;
import io.inferloop.tabular.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Commands to the orchestrator as records. A command's id follows from the job and what is wanted of it, so that however often it is sent
 * it is one command.
 */
@Component
class JobCommands {

    static final int LAST_PRIORITY = 5;

    private final AvroCodec codec;
    private final TraceHeaders traces;

    JobCommands(AvroCodec codec, TraceHeaders traces) {
        this.codec = codec;
        this.traces = traces;
    }

    OutboundRecord submit(Caller caller, JobId job, AdmittedJob admitted, Optional<Instant> cancelAt, Instant now) {
        SubmitJob submit = SubmitJob.newBuilder()
                .setPlanRevision(caller.organization().planRevision())
                .setPriority(admitted.request().priority())
                .setDeadline(admitted.request().deadline().orElse(null))
                .setCancelAt(cancelAt.orElse(null))
                .setGeneration(
                        admitted.request().work() instanceof JobRequest.Generation generation
                                ? generation(admitted, generation)
                                : null)
                .setTraining(
                        admitted.request().work() instanceof JobRequest.Training training
                                ? training(admitted, training)
                                : null)
                .setSampling(
                        admitted.request().work() instanceof JobRequest.Sampling sampling ? sampling(sampling) : null)
                .setImputation(
                        admitted.request().work() instanceof JobRequest.Imputation imputation
                                ? imputation(admitted, imputation)
                                : null)
                .setValidation(
                        admitted.request().work() instanceof JobRequest.Validation validation
                                ? validation(admitted, validation)
                                : null)
                .build();
        return record(
                caller.organizationId(),
                job,
                JobCommand.newBuilder()
                        .setCommandId(commandId("submit", job))
                        .setJobId(job.value())
                        .setIssuedAt(now)
                        .setSubmit(submit)
                        .build());
    }

    /** Asks for a dataset's profile, after everything else that the organization wants. */
    OutboundRecord profile(Caller caller, JobId job, Dataset dataset, Instant now) {
        SubmitJob submit = SubmitJob.newBuilder()
                .setPlanRevision(caller.organization().planRevision())
                .setPriority(LAST_PRIORITY)
                .setProfile(ProfileSpec.newBuilder()
                        .setDatasetId(dataset.id().value())
                        .setDataset(stored(TablePlace.of(dataset)))
                        .build())
                .build();
        return record(
                caller.organizationId(),
                job,
                JobCommand.newBuilder()
                        .setCommandId(commandId("submit", job))
                        .setJobId(job.value())
                        .setIssuedAt(now)
                        .setSubmit(submit)
                        .build());
    }

    OutboundRecord cancel(OrganizationId organization, JobId job, Instant now) {
        return record(
                organization,
                job,
                JobCommand.newBuilder()
                        .setCommandId(commandId("cancel", job))
                        .setJobId(job.value())
                        .setIssuedAt(now)
                        .setCancel(new CancelJob("requested by REST"))
                        .build());
    }

    /** A command that was encoded before. */
    static OutboundRecord again(OrganizationId organization, JobId job, byte[] command) {
        return OutboundRecord.of(Topics.JOB_COMMANDS, key(organization, job), command);
    }

    private OutboundRecord record(OrganizationId organization, JobId job, JobCommand command) {
        // The trace is this request's; the transaction that stores the command may be led by another's thread.
        return new OutboundRecord(
                Topics.JOB_COMMANDS.name(),
                key(organization, job),
                codec.encode(Topics.JOB_COMMANDS, command),
                traces.current());
    }

    private static String key(OrganizationId organization, JobId job) {
        return organization + "|" + job;
    }

    private static UUID commandId(String what, JobId job) {
        return UUID.nameUUIDFromBytes((what + ":" + job).getBytes(StandardCharsets.UTF_8));
    }

    private static GenerationSpec generation(AdmittedJob admitted, JobRequest.Generation generation) {
        return GenerationSpec.newBuilder()
                .setDatasetId(admitted.found().id().value())
                .setDataset(stored(TablePlace.of(admitted.found())))
                .setAlgorithm(generation.algorithm())
                .setRows(generation.rows().orElseThrow())
                .setSeed(generation.seed())
                .setValidate(generation.validate())
                .setColumnTypes(generation.columns())
                .setHyperparameters(asText(generation.hyperparameters()))
                .setOutputFormat(generation.format())
                .setConditions(asText(generation.conditions()))
                .setRebalancing(rebalancing(generation))
                .setAlgorithmReason(generation.algorithmReason().orElse(null))
                .setValidationTarget(generation.target().orElse(null))
                .build();
    }

    private static TrainingSpec training(AdmittedJob admitted, JobRequest.Training training) {
        return TrainingSpec.newBuilder()
                .setDatasetId(admitted.found().id().value())
                .setDataset(stored(TablePlace.of(admitted.found())))
                .setAlgorithm(training.algorithm())
                .setSeed(training.seed())
                .setColumnTypes(training.columns())
                .setHyperparameters(asText(training.hyperparameters()))
                .setConditionColumns(training.conditionColumns())
                .setAlgorithmReason(training.algorithmReason().orElse(null))
                .build();
    }

    private static SamplingSpec sampling(JobRequest.Sampling sampling) {
        return SamplingSpec.newBuilder()
                .setModelId(sampling.modelId().orElseThrow())
                .setRows(sampling.rows().orElseThrow())
                .setSeed(sampling.seed())
                .setConditions(asText(sampling.conditions()))
                .setOutputFormat(sampling.format())
                .setRebalancing(rebalancing(sampling))
                .build();
    }

    private static ImputationSpec imputation(AdmittedJob admitted, JobRequest.Imputation imputation) {
        boolean fits = imputation.modelId().isEmpty();
        return ImputationSpec.newBuilder()
                .setDatasetId(admitted.found().id().value())
                .setDataset(stored(TablePlace.of(admitted.found())))
                .setModelId(imputation.modelId().orElse(null))
                .setAlgorithm(fits ? imputation.algorithm() : null)
                .setAlgorithmReason(imputation.algorithmReason().orElse(null))
                .setSeed(imputation.seed())
                .setColumnTypes(imputation.columns())
                .setHyperparameters(asText(imputation.hyperparameters()))
                .setOutputFormat(imputation.format())
                .build();
    }

    private static @Nullable Rebalancing rebalancing(JobRequest.Drawing drawing) {
        return drawing.rebalancing()
                .map(wanted -> new Rebalancing(wanted.column(), wanted.shares()))
                .orElse(null);
    }

    private static ValidationSpec validation(AdmittedJob admitted, JobRequest.Validation validation) {
        return ValidationSpec.newBuilder()
                .setDatasetId(admitted.found().id().value())
                .setDataset(stored(TablePlace.of(admitted.found())))
                .setSyntheticDatasetId(validation.syntheticDatasetId().orElse(null))
                .setSyntheticJobId(validation.syntheticJobId().orElse(null))
                .setSynthetic(admitted.synthetic().map(JobCommands::stored).orElseThrow())
                .setColumnTypes(validation.columns())
                .setTarget(validation.target().orElse(null))
                .build();
    }

    private static StoredTable stored(TablePlace table) {
        return StoredTable.newBuilder()
                .setObjectKey(table.objectKey())
                .setSha256(table.sha256())
                .setSizeBytes(table.sizeBytes())
                .setFormat(table.format())
                .build();
    }

    private static Map<String, String> asText(Map<String, JsonNode> values) {
        return values.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().toString()));
    }
}
