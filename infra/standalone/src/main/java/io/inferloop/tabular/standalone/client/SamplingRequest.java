package io.inferloop.tabular.standalone.client;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Rows to draw from a model that is kept.
 *
 * @param seed null: the service chooses
 * @param format of the rows: csv, parquet or ndjson
 * @param given what every row has, by column; empty for a missing cell
 */
public record SamplingRequest(
        UUID model, long rows, @Nullable Long seed, String format, Map<String, String> given) implements JobRequest {

    public SamplingRequest {
        given = Map.copyOf(given);
    }

    @Override
    public Map<String, Object> body() {
        Map<String, @Nullable Object> conditions = new LinkedHashMap<>();
        given.forEach((column, value) -> conditions.put(column, value.isEmpty() ? null : value));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "sampling");
        body.put("model_id", model);
        body.put("rows", rows);
        if (seed != null) {
            body.put("seed", seed);
        }
        body.put("format", format);
        body.put("conditions", conditions);
        return body;
    }
}
