package io.inferloop.tabular.orchestrator.admission;

import io.inferloop.tabular.orchestrator.catalogue.Account;
import io.inferloop.tabular.orchestrator.catalogue.Datasets;
import io.inferloop.tabular.orchestrator.catalogue.Organizations;
import io.inferloop.tabular.orchestrator.job.DatasetId;
import io.inferloop.tabular.orchestrator.job.Failure;
import io.inferloop.tabular.orchestrator.job.Job;
import io.inferloop.tabular.orchestrator.job.JobDefinition;
import io.inferloop.tabular.orchestrator.job.JobKey;
import io.inferloop.tabular.orchestrator.job.JobSpec;
import io.inferloop.tabular.orchestrator.job.JobState;
import io.inferloop.tabular.orchestrator.job.OrganizationId;
import io.inferloop.tabular.orchestrator.job.StoredModel;
import io.inferloop.tabular.orchestrator.job.StoredTable;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a submission becomes a job: the organization's plan, its own datasets, its own earlier jobs. The
 * organization is the verified one; nothing that the sender wrote can reach another's tables.
 */
public final class Admission {

    private final Organizations organizations;
    private final Datasets datasets;

    public Admission(Organizations organizations, Datasets datasets) {
        this.organizations = organizations;
        this.datasets = datasets;
    }

    /**
     * Decides what becomes of a request.
     *
     * @param earlier the jobs that requests name, as far as they exist
     */
    public Decision decide(JobRequest request, Map<JobKey, Job> earlier, Instant now) {
        JobDefinition definition = define(request, request.spec(), now);
        if (request.priority() != definition.priority()) {
            return new Decision.Refused(
                    definition,
                    Failure.rejected(
                            "priority_invalid", "Priority must be 1 to 5, got %d.".formatted(request.priority())));
        }
        Optional<Account> account = organizations
                .find(request.key().organization())
                .filter(known -> request.planRevision() == null || known.planRevision() >= request.planRevision());
        if (account.isEmpty()) {
            return new Decision.Awaiting(
                    definition,
                    Failure.rejected("organization_unknown", "The organization or its newest plan is not known yet."));
        }
        return switch (request.spec()) {
            case JobSpec.Generation generation ->
                PlanLimits.offence((JobSpec.Drawing) generation, account.get().plan())
                        .or(() -> PlanLimits.offence(
                                (JobSpec.Fitting) generation, account.get().plan()))
                        .<Decision>map(offence -> new Decision.Refused(definition, offence))
                        .orElseGet(() -> fitting(request, generation, generation.dataset(), definition, now));
            case JobSpec.Training training ->
                PlanLimits.offence(training, account.get().plan())
                        .<Decision>map(offence -> new Decision.Refused(definition, offence))
                        .orElseGet(() -> fitting(request, training, training.dataset(), definition, now));
            case JobSpec.Sampling sampling ->
                PlanLimits.offence(sampling, account.get().plan())
                        .<Decision>map(offence -> new Decision.Refused(definition, offence))
                        .orElseGet(() -> sampling(request, sampling, earlier, definition, now));
            case JobSpec.Imputation imputation ->
                PlanLimits.offence(imputation, account.get().plan())
                        .<Decision>map(offence -> new Decision.Refused(definition, offence))
                        .orElseGet(() -> imputation(request, imputation, earlier, definition, now));
            case JobSpec.Validation validation -> validation(request, validation, earlier, definition, now);
            case JobSpec.Profile profile ->
                table(request.key().organization(), profile.datasetId(), profile.dataset())
                        .<Decision>map(table -> new Decision.Accepted(define(request, profile.with(table), now)))
                        .orElseGet(() -> missing(definition, profile.datasetId()));
        };
    }

    private Decision fitting(
            JobRequest request,
            JobSpec.Fitting fitting,
            @Nullable StoredTable claimed,
            JobDefinition definition,
            Instant now) {
        return table(request.key().organization(), fitting.datasetId(), claimed)
                .<Decision>map(table -> new Decision.Accepted(define(request, fitting.with(table), now)))
                .orElseGet(() -> missing(definition, fitting.datasetId()));
    }

    private static Decision sampling(
            JobRequest request,
            JobSpec.Sampling sampling,
            Map<JobKey, Job> earlier,
            JobDefinition definition,
            Instant now) {
        return withModel(
                request,
                sampling.modelId(),
                earlier,
                definition,
                model -> new Decision.Accepted(define(request, sampling.with(model), now)));
    }

    private Decision imputation(
            JobRequest request,
            JobSpec.Imputation imputation,
            Map<JobKey, Job> earlier,
            JobDefinition definition,
            Instant now) {
        Optional<StoredTable> table = table(request.key().organization(), imputation.datasetId(), imputation.dataset());
        if (table.isEmpty()) {
            return missing(definition, imputation.datasetId());
        }
        UUID model = imputation.modelId();
        return model == null
                ? new Decision.Accepted(define(request, imputation.with(table.get(), null), now))
                : withModel(
                        request,
                        model,
                        earlier,
                        definition,
                        found -> new Decision.Accepted(define(request, imputation.with(table.get(), found), now)));
    }

    /** A model that was deleted since is found missing by the worker, which alone can be sure. */
    private static Decision withModel(
            JobRequest request,
            UUID modelId,
            Map<JobKey, Job> earlier,
            JobDefinition definition,
            Function<StoredModel, Decision> accept) {
        Job source = earlier.get(new JobKey(request.key().organization(), modelId));
        if (source == null || !source.state().isTerminal()) {
            return new Decision.Awaiting(
                    definition,
                    Failure.rejected(
                            "model_not_fitted",
                            "Job %s has not fitted its model; sample it when it has succeeded.".formatted(modelId)));
        }
        return (source.state() == JobState.SUCCEEDED ? source.results().model() : Optional.<StoredModel>empty())
                .map(accept)
                .orElseGet(() -> new Decision.Refused(
                        definition,
                        Failure.rejected(
                                "job_without_model",
                                "Job %s is %s and has no model to sample."
                                        .formatted(modelId, source.state().label()))));
    }

    private Decision validation(
            JobRequest request,
            JobSpec.Validation validation,
            Map<JobKey, Job> earlier,
            JobDefinition definition,
            Instant now) {
        OrganizationId organization = request.key().organization();
        Optional<StoredTable> real = table(organization, validation.datasetId(), validation.dataset());
        if (real.isEmpty()) {
            return missing(definition, validation.datasetId());
        }
        if (validation.syntheticDatasetId() != null) {
            DatasetId dataset = validation.syntheticDatasetId();
            return table(organization, dataset, validation.synthetic())
                    .<Decision>map(
                            table -> new Decision.Accepted(define(request, validation.with(real.get(), table), now)))
                    .orElseGet(() -> missing(definition, dataset));
        }
        if (validation.syntheticJobId() == null) {
            return new Decision.Refused(
                    definition,
                    Failure.rejected("synthetic_missing", "Name the synthetic table: a dataset or an earlier job."));
        }
        Job source = earlier.get(new JobKey(organization, validation.syntheticJobId()));
        if (source == null || !source.state().isTerminal()) {
            return new Decision.Awaiting(
                    definition,
                    Failure.rejected(
                            "synthetic_job_not_finished",
                            "Job %s has not finished; validate it when it has succeeded."
                                    .formatted(validation.syntheticJobId())));
        }
        return syntheticRows(source)
                .<Decision>map(table -> new Decision.Accepted(define(request, validation.with(real.get(), table), now)))
                .orElseGet(() -> new Decision.Refused(
                        definition,
                        Failure.rejected(
                                "synthetic_job_without_rows",
                                "Job %s is %s and has no synthetic rows to validate."
                                        .formatted(
                                                validation.syntheticJobId(),
                                                source.state().label()))));
    }

    private static Optional<StoredTable> syntheticRows(Job source) {
        return source.state() == JobState.SUCCEEDED ? source.results().syntheticTable() : Optional.empty();
    }

    /**
     * The sender's own claim where the table lies is good only inside the organization's own dataset; the gateway sends
     * it so that a job need not wait for the announcement.
     */
    private Optional<StoredTable> table(OrganizationId organization, DatasetId dataset, @Nullable StoredTable claimed) {
        if (datasets.isDeleted(dataset)) {
            return Optional.empty();
        }
        return datasets.find(organization, dataset)
                .or(() -> Optional.ofNullable(claimed)
                        .filter(table -> table.objectKey()
                                .startsWith("organizations/%s/datasets/%s/".formatted(organization, dataset))));
    }

    /** What is not there may still come; what was deleted will not. */
    private Decision missing(JobDefinition definition, DatasetId dataset) {
        return datasets.isDeleted(dataset)
                ? new Decision.Refused(
                        definition,
                        Failure.rejected(
                                "dataset_deleted", "Dataset %s was deleted before the job began.".formatted(dataset)))
                : new Decision.Awaiting(
                        definition,
                        Failure.rejected("dataset_not_found", "Dataset %s does not exist.".formatted(dataset)));
    }

    /** The job that a request asks for, whatever becomes of it. */
    public static JobDefinition define(JobRequest request, Instant now) {
        return define(request, request.spec(), now);
    }

    private static JobDefinition define(JobRequest request, JobSpec spec, Instant now) {
        int priority = Math.clamp(request.priority(), JobDefinition.FIRST_PRIORITY, JobDefinition.LAST_PRIORITY);
        // A sender's clock may run ahead; nothing was created in the future.
        Instant createdAt = request.issuedAt().isAfter(now) ? now : request.issuedAt();
        return new JobDefinition(
                request.key(), spec, SpecView.of(request), priority, request.deadline(), request.cancelAt(), createdAt);
    }
}
