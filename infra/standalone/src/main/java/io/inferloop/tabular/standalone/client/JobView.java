package io.inferloop.tabular.standalone.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * A job as the gateway last told it.
 *
 * @param state in lower case: {@code running}
 * @param scores by name; empty while there are none
 * @param algorithmReason why its algorithm was chosen; empty where it was named
 */
public record JobView(
        UUID id,
        String state,
        Optional<Progress> progress,
        Map<String, Double> scores,
        Optional<String> failure,
        List<Output> outputs,
        Optional<String> algorithmReason) {

    /** How far a running job is, in units of its own. */
    public record Progress(String stage, long done, long total, Optional<Duration> remaining) {}

    public record Output(String name, long sizeBytes) {}

    /** Whether nothing about the job will change any more. */
    public boolean isFinished() {
        return switch (state) {
            case "succeeded", "failed", "cancelled", "expired", "rejected" -> true;
            default -> false;
        };
    }

    public boolean isSuccess() {
        return state.equals("succeeded");
    }

    static JobView of(JsonNode body) {
        Map<String, Double> scores = new LinkedHashMap<>();
        body.path("scores").properties().stream()
                .filter(score -> score.getValue().isNumber())
                .forEach(score -> scores.put(score.getKey(), score.getValue().doubleValue()));
        List<Output> outputs = new ArrayList<>();
        for (JsonNode output : body.path("outputs")) {
            outputs.add(new Output(
                    output.path("name").asString(""), output.path("size_bytes").asLong(0)));
        }
        return new JobView(
                UUID.fromString(body.path("id").asString("")),
                body.path("state").asString("").toLowerCase(Locale.ROOT),
                progress(body.path("progress")),
                scores,
                failure(body.path("failure")),
                outputs,
                Optional.ofNullable(body.at("/spec/algorithm_reason").asString(null)));
    }

    private static Optional<Progress> progress(JsonNode progress) {
        if (!progress.isObject()) {
            return Optional.empty();
        }
        Optional<Duration> remaining = progress.path("remaining_ms").isNumber()
                ? Optional.of(Duration.ofMillis(progress.path("remaining_ms").longValue()))
                : Optional.empty();
        return Optional.of(new Progress(
                progress.path("stage").asString(""),
                progress.path("done").asLong(0),
                progress.path("total").asLong(0),
                remaining));
    }

    private static Optional<String> failure(JsonNode failure) {
        return failure.isObject()
                ? Optional.of("%s (%s)"
                        .formatted(
                                failure.path("message").asString("no message"),
                                failure.path("code").asString("no code")))
                : Optional.empty();
    }
}
