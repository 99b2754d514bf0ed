package io.inferloop.tabular.gateway;

import io.inferloop.tabular.platform.messaging.RecordSender;
import io.inferloop.tabular.platform.storage.ObjectStore;
import io.inferloop.tabular.platform.storage.StoredObject;
import io.inferloop.tabular.schemas.job.JobChanged;
import io.inferloop.tabular.schemas.job.JobOutput;
import io.inferloop.tabular.schemas.job.JobState;
import io.inferloop.tabular.schemas.topic.Topics;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Events of jobs of the bootstrapped organization as the orchestrator would send them, and outputs as workers would leave them. */
@Component
final class JobFeed {

    private final RecordSender sender;
    private final ObjectStore store;

    JobFeed(RecordSender sender, ObjectStore store) {
        this.sender = sender;
        this.store = store;
    }

    void send(JobChanged.Builder event) throws Exception {
        JobChanged record = event.build();
        sender.send(Topics.JOB_EVENTS, record.getOrganizationId() + "|" + record.getJobId(), record)
                .get();
    }

    static JobChanged.Builder event(UUID job, long sequence, JobState state) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return JobChanged.newBuilder()
                .setOrganizationId(Stack.ORGANIZATION)
                .setJobId(job)
                .setSequence(sequence)
                .setOccurredAt(now)
                .setState(state)
                .setType("generation")
                .setSpecJson("{\"type\":\"generation\"}")
                .setAttempt(1)
                .setTask(0)
                .setTasks(1)
                .setCreatedAt(now)
                .setStateTimes(Map.of("queued", now, state.name().toLowerCase(Locale.ROOT), now));
    }

    /** Stores what a job made. */
    JobOutput output(UUID job, String name, String content) throws Exception {
        String key = "organizations/%s/jobs/%s/0/1-run/%s".formatted(Stack.ORGANIZATION, job, name);
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        StoredObject stored = store.upload(key, new ByteArrayInputStream(bytes), "text/csv", Long.MAX_VALUE);
        return new JobOutput(name, key, "text/csv", stored.sizeBytes(), stored.sha256(), 3L);
    }
}
