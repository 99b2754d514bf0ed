package io.inferloop.tabular.standalone.client;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Rows to draw from a model that is kept.
 *
 * @param seed null: the service chooses
 */
public record SamplingRequest(
        UUID model, WantedRows wanted, @Nullable Long seed) implements JobRequest {

    @Override
    public Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "sampling");
        body.put("model_id", model);
        JobRequest.put(body, "seed", seed);
        wanted.write(body);
        return body;
    }
}
