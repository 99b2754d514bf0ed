package io.inferloop.tabular.gateway.job;

import io.inferloop.tabular.platform.plan.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A job as REST shows it. */
record JobBody(
        UUID id,
        String type,
        String state,
        int attempt,
        Job.@Nullable Progress progress,
        JsonNode spec,
        Map<String, String> metadata,
        Instant createdAt,
        @Nullable Instant queuedAt,
        @Nullable Instant dispatchedAt,
        @Nullable Instant runningAt,
        @Nullable Instant cancelRequestedAt,
        @Nullable Instant cancellingAt,
        @Nullable Instant succeededAt,
        @Nullable Instant failedAt,
        @Nullable Instant cancelledAt,
        @Nullable Instant expiredAt,
        @Nullable Instant rejectedAt,
        Job.@Nullable Failure failure,
        Map<String, Double> scores,
        List<OutputBody> outputs,
        Links links) {

    record OutputBody(
            String name,
            String contentType,
            long sizeBytes,
            String sha256,
            @Nullable Long rows,
            String url,
            @Nullable Instant expiresAt) {}

    record Links(
            String self,
            String events,
            @Nullable String result,
            @Nullable String report,
            @Nullable String cancel) {}

    /** @param plan of the job's organization; it says how long outputs are kept */
    static JobBody of(Job job, Plan plan, JsonMapper json) {
        Job.Snapshot now = job.snapshot();
        Map<String, Instant> times = now.stateTimes();
        String self = path(job.id());
        Instant expiresAt = job.outputsExpireAt(Duration.ofDays(plan.resultRetentionDays()));
        return new JobBody(
                job.id().value(),
                job.type(),
                job.state().text(),
                now.attempt(),
                now.progress(),
                json.readTree(job.specJson()),
                job.own().metadata(),
                job.createdAt(),
                times.get("queued"),
                times.get("dispatched"),
                times.get("running"),
                job.own().cancelRequestedAt(),
                times.get("cancelling"),
                times.get("succeeded"),
                times.get("failed"),
                times.get("cancelled"),
                times.get("expired"),
                times.get("rejected"),
                now.failure(),
                now.scores(),
                now.outputs().stream().map(it -> body(self, it, expiresAt)).toList(),
                new Links(
                        self,
                        self + "/events",
                        job.state() == JobState.SUCCEEDED ? self + "/result" : null,
                        job.output(Job.REPORT)
                                .map(report -> self + "/result/" + report.name())
                                .orElse(null),
                        job.state().isLast() ? null : self + "/cancel"));
    }

    static String path(JobId id) {
        return "/v1/jobs/" + id;
    }

    private static OutputBody body(String self, Job.Output output, @Nullable Instant expiresAt) {
        return new OutputBody(
                output.name(),
                output.contentType(),
                output.sizeBytes(),
                output.sha256(),
                output.rows(),
                self + "/result/" + output.name(),
                expiresAt);
    }
}
