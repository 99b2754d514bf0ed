package io.inferloop.tabular.orchestrator.consume;

import io.inferloop.tabular.orchestrator.admission.JobRequest;
import io.inferloop.tabular.orchestrator.job.DatasetId;
import io.inferloop.tabular.orchestrator.job.JobKey;
import io.inferloop.tabular.orchestrator.job.JobSpec;
import io.inferloop.tabular.orchestrator.job.OrganizationId;
import io.inferloop.tabular.orchestrator.job.Rebalancing;
import io.inferloop.tabular.orchestrator.job.StoredTable;
import io.inferloop.tabular.schemas.job.GenerationSpec;
import io.inferloop.tabular.schemas.job.ImputationSpec;
import io.inferloop.tabular.schemas.job.JobCommand;
import io.inferloop.tabular.schemas.job.SamplingSpec;
import io.inferloop.tabular.schemas.job.SubmitJob;
import io.inferloop.tabular.schemas.job.TrainingSpec;
import io.inferloop.tabular.schemas.job.ValidationSpec;
import java.util.ArrayList;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** From the record on the topic to the command it means. */
final class CommandMapper {

    private static final int SEED_BITS = 53;

    private CommandMapper() {}

    /** @throws IllegalArgumentException when it has no body that is known here, or more than one */
    static Command command(JobCommand record, OrganizationId organization, byte[] signed) {
        if (record.getSubmit() != null && record.getCancel() == null) {
            return new Command.Submit(record.getCommandId(), request(record, organization), signed);
        }
        if (record.getCancel() != null && record.getSubmit() == null) {
            return new Command.Cancel(record.getCommandId(), new JobKey(organization, record.getJobId()));
        }
        throw new IllegalArgumentException("Command %s must have exactly one body that is known: submit or cancel"
                .formatted(record.getCommandId()));
    }

    /** @throws IllegalArgumentException when it is no submission of exactly one known kind of job */
    static JobRequest request(JobCommand record, OrganizationId organization) {
        SubmitJob submit = record.getSubmit();
        if (submit == null) {
            throw new IllegalArgumentException("Command %s submits nothing".formatted(record.getCommandId()));
        }
        return new JobRequest(
                new JobKey(organization, record.getJobId()),
                spec(record, submit),
                submit.getPriority(),
                submit.getDeadline(),
                submit.getCancelAt(),
                submit.getPlanRevision(),
                record.getIssuedAt());
    }

    private static JobSpec spec(JobCommand record, SubmitJob submit) {
        var specs = new ArrayList<JobSpec>();
        if (submit.getGeneration() != null) {
            specs.add(generation(submit.getGeneration(), record.getJobId()));
        }
        if (submit.getTraining() != null) {
            specs.add(training(submit.getTraining(), record.getJobId()));
        }
        if (submit.getSampling() != null) {
            specs.add(sampling(submit.getSampling(), record.getJobId()));
        }
        if (submit.getImputation() != null) {
            specs.add(imputation(submit.getImputation(), record.getJobId()));
        }
        if (submit.getValidation() != null) {
            specs.add(validation(submit.getValidation()));
        }
        if (submit.getProfile() != null) {
            specs.add(new JobSpec.Profile(
                    new DatasetId(submit.getProfile().getDatasetId()),
                    table(submit.getProfile().getDataset())));
        }
        if (specs.size() != 1) {
            throw new IllegalArgumentException(
                    "Command %s must submit exactly one kind of job that is known: generation, training, sampling, imputation, validation or profile"
                            .formatted(record.getCommandId()));
        }
        return specs.getFirst();
    }

    private static JobSpec generation(GenerationSpec spec, UUID job) {
        return new JobSpec.Generation(
                new DatasetId(spec.getDatasetId()),
                table(spec.getDataset()),
                spec.getAlgorithm(),
                spec.getRows(),
                spec.getSeed() == null ? seed(job) : spec.getSeed(),
                spec.getValidate(),
                spec.getColumnTypes(),
                spec.getHyperparameters(),
                spec.getOutputFormat(),
                spec.getConditions(),
                rebalancing(spec.getRebalancing()),
                spec.getAlgorithmReason(),
                spec.getValidationTarget());
    }

    private static JobSpec training(TrainingSpec spec, UUID job) {
        return new JobSpec.Training(
                new DatasetId(spec.getDatasetId()),
                table(spec.getDataset()),
                spec.getAlgorithm(),
                spec.getSeed() == null ? seed(job) : spec.getSeed(),
                spec.getColumnTypes(),
                spec.getHyperparameters(),
                spec.getConditionColumns(),
                spec.getAlgorithmReason());
    }

    private static JobSpec sampling(SamplingSpec spec, UUID job) {
        return new JobSpec.Sampling(
                spec.getModelId(),
                null,
                spec.getRows(),
                spec.getSeed() == null ? seed(job) : spec.getSeed(),
                spec.getConditions(),
                spec.getOutputFormat(),
                rebalancing(spec.getRebalancing()));
    }

    private static JobSpec imputation(ImputationSpec spec, UUID job) {
        return new JobSpec.Imputation(
                new DatasetId(spec.getDatasetId()),
                table(spec.getDataset()),
                spec.getModelId(),
                null,
                spec.getAlgorithm(),
                spec.getAlgorithmReason(),
                spec.getSeed() == null ? seed(job) : spec.getSeed(),
                spec.getColumnTypes(),
                spec.getHyperparameters(),
                spec.getOutputFormat());
    }

    private static @Nullable Rebalancing rebalancing(
            io.inferloop.tabular.schemas.job.@Nullable Rebalancing rebalancing) {
        return rebalancing == null ? null : new Rebalancing(rebalancing.getColumn(), rebalancing.getShares());
    }

    private static JobSpec validation(ValidationSpec spec) {
        return new JobSpec.Validation(
                new DatasetId(spec.getDatasetId()),
                table(spec.getDataset()),
                spec.getSyntheticDatasetId() == null ? null : new DatasetId(spec.getSyntheticDatasetId()),
                spec.getSyntheticJobId(),
                table(spec.getSynthetic()),
                spec.getColumnTypes(),
                spec.getTarget());
    }

    private static @Nullable StoredTable table(io.inferloop.tabular.schemas.job.@Nullable StoredTable table) {
        return table == null
                ? null
                : new StoredTable(table.getObjectKey(), table.getSha256(), table.getSizeBytes(), table.getFormat());
    }

    /** The same rows at every attempt; small enough that a JSON reader with doubles shows it exactly. */
    private static long seed(UUID job) {
        return (job.getMostSignificantBits() * 31 + job.getLeastSignificantBits()) >>> (Long.SIZE - SEED_BITS);
    }
}
