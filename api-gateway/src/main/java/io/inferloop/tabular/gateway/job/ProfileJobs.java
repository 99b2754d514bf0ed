package io.inferloop.tabular.gateway.job;

import io.inferloop.tabular.gateway.account.Caller;
import io.inferloop.tabular.gateway.dataset.Dataset;
import io.inferloop.tabular.gateway.dataset.DatasetId;
import io.inferloop.tabular.gateway.dataset.DatasetRegistered;
import io.inferloop.tabular.gateway.dataset.Datasets;
import io.inferloop.tabular.gateway.dataset.ProfileWanted;
import io.inferloop.tabular.platform.messaging.OutboundRecord;
import io.inferloop.tabular.platform.outbox.Outbox;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The free job that profiles a dataset: asked for in the transaction that registers the dataset, again by its owner where there is none, and followed until it has ended. */
@Component
class ProfileJobs {

    static final String TYPE = "profile";
    static final String OUTPUT = "profile.json";

    private final Jobs jobs;
    private final Datasets datasets;
    private final JobCommands commands;
    private final Outbox outbox;
    private final SubmissionProperties settings;
    private final JsonMapper json;

    ProfileJobs(
            Jobs jobs,
            Datasets datasets,
            JobCommands commands,
            Outbox outbox,
            SubmissionProperties settings,
            JsonMapper json) {
        this.jobs = jobs;
        this.datasets = datasets;
        this.commands = commands;
        this.outbox = outbox;
        this.settings = settings;
        this.json = json;
    }

    /** Inside the registration's transaction. */
    @EventListener
    void submit(DatasetRegistered registered) {
        Dataset dataset = registered.dataset();
        submit(registered.caller(), dataset, dataset.id().profileJob(), dataset.createdAt());
    }

    /** Inside the request's transaction. */
    @EventListener
    void submit(ProfileWanted wanted) {
        submit(wanted.caller(), wanted.dataset(), wanted.job(), wanted.askedAt());
    }

    private void submit(Caller caller, Dataset dataset, UUID profileJob, Instant now) {
        JobId id = new JobId(profileJob);
        Job job = Job.queued(dataset.organization(), id, TYPE, spec(dataset), now);
        OutboundRecord command = commands.profile(caller, id, dataset, now);
        jobs.submit(
                List.of(new Jobs.Submitted(job, Objects.requireNonNull(command.value()))), settings.confirmWithin());
        outbox.append(command);
    }

    /** Tells datasets how far their profiles are, whoever asked for them. */
    void follow(Collection<Job> changed) {
        for (Job job : changed) {
            Dataset.Profile profile = job.type().equals(TYPE) && job.state().isLast() ? ended(job) : null;
            if (profile != null) {
                datasets.profiled(job.organization(), dataset(job), profile);
            }
        }
    }

    private static Dataset.@Nullable Profile ended(Job job) {
        UUID id = job.id().value();
        Job.Failure failure = job.snapshot().failure();
        return job.output(OUTPUT)
                .map(output -> new Dataset.Profile(id, Dataset.Profile.State.READY, output.objectKey(), null))
                .orElseGet(() -> new Dataset.Profile(
                        id,
                        Dataset.Profile.State.FAILED,
                        null,
                        failure == null ? "The job is %s.".formatted(job.state().text()) : failure.message()));
    }

    /** Of which dataset a profile job's spec is. */
    private DatasetId dataset(Job job) {
        return new DatasetId(
                UUID.fromString(json.readTree(job.specJson()).path("dataset_id").asString()));
    }

    private String spec(Dataset dataset) {
        return json.createObjectNode()
                .put("type", TYPE)
                .put("dataset_id", dataset.id().toString())
                .put("priority", JobCommands.LAST_PRIORITY)
                .putNull("deadline")
                .toString();
    }
}
