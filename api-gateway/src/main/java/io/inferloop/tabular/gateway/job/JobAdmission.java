package io.inferloop.tabular.gateway.job;

import io.inferloop.tabular.core.synthesis.AlgorithmCatalogue;
import io.inferloop.tabular.gateway.account.Caller;
import io.inferloop.tabular.gateway.dataset.Dataset;
import io.inferloop.tabular.gateway.dataset.DatasetId;
import io.inferloop.tabular.gateway.model.SampledModels;
import io.inferloop.tabular.gateway.web.ApiProblem;
import io.inferloop.tabular.gateway.web.Mistake;
import io.inferloop.tabular.gateway.web.Mistakes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Decides whether a request becomes a job: reads it, looks up what it names, holds it to the plan. Everything wrong is said at once. */
@Component
class JobAdmission {

    private static final String UNKNOWN_COLUMN = "the dataset has no column of this name";
    private static final String UNKNOWN_DATASET = "no dataset of yours has this id";

    private final DatasetLookups datasets;
    private final Jobs jobs;
    private final Algorithms algorithms;
    private final SampledModels models;
    private final Clock clock;

    JobAdmission(DatasetLookups datasets, Jobs jobs, Algorithms algorithms, SampledModels models, Clock clock) {
        this.datasets = datasets;
        this.jobs = jobs;
        this.algorithms = algorithms;
        this.models = models;
        this.clock = clock;
    }

    /** @throws ApiProblem 422 with every mistake, or 404 when all that is wrong is a dataset or model that is not there */
    AdmittedJob admit(Caller caller, ObjectNode body, Optional<Duration> cancelAfter) {
        Mistakes mistakes = new Mistakes();
        Optional<AdmittedJob> admitted = new JobRequestReader(mistakes)
                .read(body)
                .flatMap(request -> {
                    if (cancelAfter.isPresent() && request.deadline().isPresent()) {
                        mistakes.add("/deadline", "says what the header Cancel-After says otherwise; send one of them");
                    }
                    return check(caller, request, mistakes);
                });
        if (mistakes.none() && admitted.isPresent()) {
            return admitted.get();
        }
        throw refusal(mistakes.all());
    }

    private Optional<AdmittedJob> check(Caller caller, JobRequest request, Mistakes mistakes) {
        request.deadline()
                .filter(it -> !it.isAfter(clock.instant()))
                .ifPresent(passed -> mistakes.add("/deadline", "must be in the future, got %s".formatted(passed)));
        if (request.work() instanceof JobRequest.Drawing drawing) {
            check(caller, drawing, mistakes);
        }
        return switch (request.work()) {
            case JobRequest.Fitting fitting -> fitting(caller, request, fitting, mistakes);
            case JobRequest.Sampling sampling -> {
                sampling.modelId()
                        .ifPresent(id -> models.check(
                                caller,
                                id,
                                PlainValues.withNulls(sampling.conditions()),
                                sampling.rebalancing(),
                                mistakes));
                yield Optional.of(new AdmittedJob(request, Optional.empty(), Optional.empty()));
            }
            case JobRequest.Validation validation -> {
                Optional<TablePlace> synthetic = synthetic(caller, validation, mistakes);
                Optional<Dataset> dataset = dataset(caller, validation, mistakes);
                dataset.ifPresent(it -> checkTarget(validation.target(), it, mistakes));
                yield dataset.map(it -> new AdmittedJob(request, dataset, synthetic));
            }
        };
    }

    /** Chooses the algorithm where none is named, which takes the dataset. */
    private Optional<AdmittedJob> fitting(
            Caller caller, JobRequest request, JobRequest.Fitting asked, Mistakes mistakes) {
        Optional<Dataset> dataset = dataset(caller, asked, mistakes);
        Optional<UUID> kept =
                asked instanceof JobRequest.Imputation imputation ? imputation.modelId() : Optional.empty();
        if (kept.isPresent()) {
            models.check(caller, kept.get(), Map.of(), Optional.empty(), mistakes);
            dataset.ifPresent(it -> checkRows(caller, it, mistakes));
            return dataset.map(it -> new AdmittedJob(request, dataset, Optional.empty()));
        }
        if (dataset.isEmpty() && asked.algorithm().equals(AlgorithmCatalogue.AUTO)) {
            return Optional.empty();
        }
        JobRequest.Fitting fitting =
                dataset.map(it -> algorithms.chosen(caller.plan(), asked, it)).orElse(asked);
        algorithms.check(caller.plan(), fitting, mistakes);
        dataset.ifPresent(it -> check(caller, fitting, it, mistakes));
        return dataset.map(it -> new AdmittedJob(request.with(fitting), dataset, Optional.empty()));
    }

    private static void check(Caller caller, JobRequest.Fitting fitting, Dataset dataset, Mistakes mistakes) {
        switch (fitting) {
            case JobRequest.Generation generation -> {
                checkGiven(generation, dataset, mistakes);
                checkTarget(generation.target(), dataset, mistakes);
            }
            case JobRequest.Training training -> checkGiven(training, dataset, mistakes);
            case JobRequest.Imputation imputation -> checkRows(caller, dataset, mistakes);
        }
    }

    /** An imputation returns as many rows as the dataset has. */
    private static void checkRows(Caller caller, Dataset dataset, Mistakes mistakes) {
        caller.plan().rowsPerJob().ifPresent(most -> {
            if (dataset.rows() > most) {
                mistakes.add(
                        "/dataset_id",
                        "plan %s allows %,d rows per job, and the dataset has %,d"
                                .formatted(caller.plan().id(), most, dataset.rows()));
            }
        });
    }

    private static void checkTarget(Optional<String> target, Dataset dataset, Mistakes mistakes) {
        target.filter(column -> !dataset.columns().contains(column))
                .ifPresent(column -> mistakes.add("/target", UNKNOWN_COLUMN));
    }

    private Optional<Dataset> dataset(Caller caller, JobRequest.OnDataset work, Mistakes mistakes) {
        Optional<Dataset> dataset = dataset(caller, work.datasetId(), "/dataset_id", mistakes);
        dataset.ifPresent(it -> work.columns().keySet().stream()
                .filter(column -> !it.columns().contains(column))
                .forEach(column -> mistakes.add(Mistakes.below("/columns", column), UNKNOWN_COLUMN)));
        return dataset;
    }

    private static void checkGiven(JobRequest.Training training, Dataset dataset, Mistakes mistakes) {
        List<String> given = training.conditionColumns();
        for (int i = 0; i < given.size(); i++) {
            if (!dataset.columns().contains(given.get(i))) {
                mistakes.add("/condition_columns/" + i, UNKNOWN_COLUMN);
            }
        }
    }

    private static void checkGiven(JobRequest.Generation generation, Dataset dataset, Mistakes mistakes) {
        generation.conditions().keySet().stream()
                .filter(column -> !dataset.columns().contains(column))
                .forEach(column -> mistakes.add(Mistakes.below("/conditions", column), UNKNOWN_COLUMN));
        generation.rebalancing().ifPresent(rebalancing -> {
            if (!dataset.columns().contains(rebalancing.column())) {
                mistakes.add("/rebalance/column", UNKNOWN_COLUMN);
            } else if (generation.conditions().containsKey(rebalancing.column())) {
                mistakes.add("/rebalance/column", "a condition says what every row has in this column");
            }
        });
    }

    private static void check(Caller caller, JobRequest.Drawing drawing, Mistakes mistakes) {
        drawing.rows().ifPresent(rows -> {
            if (rows < 1) {
                mistakes.add("/rows", "must be at least 1, got %d".formatted(rows));
            }
            caller.plan().rowsPerJob().ifPresent(most -> {
                if (rows > most) {
                    mistakes.add(
                            "/rows",
                            "plan %s allows %,d rows per job, got %,d"
                                    .formatted(caller.plan().id(), most, rows));
                }
            });
        });
    }

    private Optional<TablePlace> synthetic(Caller caller, JobRequest.Validation validation, Mistakes mistakes) {
        if (validation.syntheticDatasetId().isPresent()) {
            return dataset(caller, validation.syntheticDatasetId(), "/synthetic/dataset_id", mistakes)
                    .map(TablePlace::of);
        }
        return validation.syntheticJobId().flatMap(id -> {
            Optional<Job> job = jobs.find(caller.organizationId(), new JobId(id));
            Optional<TablePlace> table = job.filter(it -> it.state() == JobState.SUCCEEDED)
                    .flatMap(Job::syntheticTable)
                    .map(TablePlace::of);
            if (table.isEmpty()) {
                mistakes.add(
                        "/synthetic/job_id",
                        job.isEmpty()
                                ? "no job of yours has this id"
                                : "this job has no synthetic table; it is %s"
                                        .formatted(job.get().state().text()));
            }
            return table;
        });
    }

    private Optional<Dataset> dataset(Caller caller, Optional<UUID> id, String pointer, Mistakes mistakes) {
        Optional<Dataset> found = id.flatMap(it -> datasets.find(caller.organizationId(), new DatasetId(it)));
        if (id.isPresent() && found.isEmpty()) {
            mistakes.add(pointer, UNKNOWN_DATASET);
        }
        return found;
    }

    private static ApiProblem refusal(List<Mistake> mistakes) {
        if (mistakes.stream().allMatch(it -> it.detail().equals(UNKNOWN_DATASET))) {
            return ApiProblem.notFound("unknown_dataset", "The job names a dataset that does not exist.", mistakes);
        }
        return mistakes.stream().allMatch(it -> it.detail().equals(SampledModels.UNKNOWN))
                ? ApiProblem.notFound("unknown_model", "The job names a model that does not exist.", mistakes)
                : ApiProblem.unprocessable(
                        "invalid_job",
                        "The job has %d mistake%s.".formatted(mistakes.size(), mistakes.size() == 1 ? "" : "s"),
                        mistakes);
    }
}
