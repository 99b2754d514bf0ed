package io.inferloop.tabular.gateway.job;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.inferloop.tabular.gateway.account.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A job as the gateway knows it: of its own submission until the first event (sequence 0), of the newest event afterwards.
 *
 * @param type generation, validation or profile
 * @param specJson what was asked for, a JSON object
 */
record Job(
        OrganizationId organization,
        JobId id,
        long sequence,
        String type,
        JobState state,
        String specJson,
        Instant createdAt,
        Snapshot snapshot) {

    /** The output that shows a validation to people. */
    static final String REPORT = "report.html";

    /** What changes while a job lives. Stored as JSON; fields may be added. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Snapshot(
            int attempt,
            int task,
            int tasks,
            @Nullable Progress progress,
            Map<String, Instant> stateTimes,
            @Nullable Failure failure,
            List<Output> outputs,
            Map<String, Double> scores) {

        static Snapshot queued(Instant now) {
            return new Snapshot(0, 0, 1, null, Map.of("queued", now), null, List.of(), Map.of());
        }
    }

    record Progress(
            String stage,
            long done,
            long total,
            @Nullable String message,
            @Nullable Long remainingMs) {}

    record Failure(String kind, String code, String message) {}

    record Output(
            String name,
            String objectKey,
            String contentType,
            long sizeBytes,
            String sha256,
            @Nullable Long rows) {}

    static Job queued(OrganizationId organization, JobId id, String type, String specJson, Instant now) {
        return new Job(organization, id, 0, type, JobState.QUEUED, specJson, now, Snapshot.queued(now));
    }

    Optional<Output> output(String name) {
        return snapshot.outputs().stream().filter(it -> it.name().equals(name)).findFirst();
    }

    /** The name of the output that the job was for. */
    String mainOutput() {
        return switch (type) {
            case "validation" -> "validation.json";
            case ProfileJobs.TYPE -> ProfileJobs.OUTPUT;
            default -> "synthetic.csv";
        };
    }
}
