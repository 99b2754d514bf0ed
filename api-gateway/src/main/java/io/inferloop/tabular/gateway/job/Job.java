package io.inferloop.tabular.gateway.job;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.inferloop.tabular.gateway.account.OrganizationId;
import io.inferloop.tabular.gateway.download.StoredFile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A job as the gateway knows it: of its own submission until the first event (sequence 0), of the newest event afterwards.
 *
 * @param type generation, training, sampling, imputation, validation or profile
 * @param specJson what was asked for, a JSON object
 * @param own what no event tells
 */
record Job(
        OrganizationId organization,
        JobId id,
        long sequence,
        String type,
        JobState state,
        String specJson,
        Instant createdAt,
        Snapshot snapshot,
        Own own) {

    /** The output that is a training's model. */
    static final String MODEL = "model.onnx";

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

    /**
     * What the gateway alone knows of a job.
     *
     * @param metadata the customer's own words on it; empty for jobs of outside producers, whose commands have no place for any
     * @param cancelRequestedAt when its cancellation was last asked for here
     */
    record Own(Map<String, String> metadata, @Nullable Instant cancelRequestedAt) {

        static final Own NONE = new Own(Map.of(), null);
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
            @Nullable Long rows) {

        StoredFile file() {
            return new StoredFile(objectKey, name, contentType, sizeBytes, sha256);
        }
    }

    static Job queued(OrganizationId organization, JobId id, String type, String specJson, Instant now) {
        return new Job(organization, id, 0, type, JobState.QUEUED, specJson, now, Snapshot.queued(now), Own.NONE);
    }

    Job with(Own other) {
        return new Job(organization, id, sequence, type, state, specJson, createdAt, snapshot, other);
    }

    /** Until when its outputs are kept, on a plan that keeps them for so long; null before it has succeeded. */
    @Nullable
    Instant outputsExpireAt(Duration retention) {
        Instant succeeded = snapshot.stateTimes().get("succeeded");
        return succeeded == null ? null : succeeded.plus(retention);
    }

    Optional<Output> output(String name) {
        return snapshot.outputs().stream().filter(it -> it.name().equals(name)).findFirst();
    }

    /** The rows that a generation or sampling made: {@code synthetic.csv}, or what else their format is. */
    Optional<Output> syntheticTable() {
        return snapshot.outputs().stream()
                .filter(it -> it.name().startsWith("synthetic."))
                .findFirst();
    }

    /** The rows of an imputation: {@code imputed.csv}, or what else their format is. */
    private Optional<Output> imputedTable() {
        return snapshot.outputs().stream()
                .filter(it -> it.name().startsWith("imputed."))
                .findFirst();
    }

    /** The name of the output that the job was for. */
    String mainOutput() {
        return switch (type) {
            case "validation" -> "validation.json";
            case ProfileJobs.TYPE -> ProfileJobs.OUTPUT;
            case "training" -> MODEL;
            case "imputation" -> imputedTable().map(Output::name).orElse("imputed.csv");
            default -> syntheticTable().map(Output::name).orElse("synthetic.csv");
        };
    }
}
