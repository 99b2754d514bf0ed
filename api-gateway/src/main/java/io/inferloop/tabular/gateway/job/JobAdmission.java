package io.inferloop.tabular.gateway.job;

import io.inferloop.tabular.gateway.account.Caller;
import io.inferloop.tabular.gateway.dataset.Dataset;
import io.inferloop.tabular.gateway.dataset.DatasetId;
import io.inferloop.tabular.gateway.dataset.Datasets;
import io.inferloop.tabular.gateway.web.ApiProblem;
import io.inferloop.tabular.gateway.web.Mistake;
import io.inferloop.tabular.gateway.web.Mistakes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Decides whether a request becomes a job: reads it, looks up what it names, holds it to the plan. Everything wrong is said at once. */
@Component
class JobAdmission {

    private static final String UNKNOWN_DATASET = "no dataset of yours has this id";

    private final Datasets datasets;
    private final Jobs jobs;
    private final Algorithms algorithms;
    private final Clock clock;

    JobAdmission(Datasets datasets, Jobs jobs, Algorithms algorithms, Clock clock) {
        this.datasets = datasets;
        this.jobs = jobs;
        this.algorithms = algorithms;
        this.clock = clock;
    }

    /** @throws ApiProblem 422 with every mistake, or 404 when all that is wrong is a dataset that is not there */
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
        Optional<Dataset> dataset = dataset(caller, request.work().datasetId(), "/dataset_id", mistakes);
        dataset.ifPresent(it -> request.work().columns().keySet().stream()
                .filter(column -> !it.columns().contains(column))
                .forEach(column ->
                        mistakes.add(Mistakes.below("/columns", column), "the dataset has no column of this name")));
        Optional<TablePlace> synthetic = Optional.empty();
        switch (request.work()) {
            case JobRequest.Generation generation -> check(caller, generation, mistakes);
            case JobRequest.Validation validation -> synthetic = synthetic(caller, validation, mistakes);
        }
        Optional<TablePlace> found = synthetic;
        return dataset.map(it -> new AdmittedJob(request, it, found));
    }

    private void check(Caller caller, JobRequest.Generation generation, Mistakes mistakes) {
        generation.rows().ifPresent(rows -> {
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
        algorithms.check(caller.plan(), generation, mistakes);
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
        return mistakes.stream().allMatch(it -> it.detail().equals(UNKNOWN_DATASET))
                ? ApiProblem.notFound("unknown_dataset", "The job names a dataset that does not exist.", mistakes)
                : ApiProblem.unprocessable(
                        "invalid_job",
                        "The job has %d mistake%s.".formatted(mistakes.size(), mistakes.size() == 1 ? "" : "s"),
                        mistakes);
    }
}
