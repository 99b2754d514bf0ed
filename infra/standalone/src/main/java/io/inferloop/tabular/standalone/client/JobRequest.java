package io.inferloop.tabular.standalone.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A job to submit. */
public sealed interface JobRequest permits GenerationRequest, TrainingRequest, SamplingRequest, ImputationRequest {

    /** The body of its submission. */
    Map<String, Object> body();

    /** How the service is told that these columns are categories, whatever they look like. */
    static Map<String, Object> categories(List<String> columns) {
        Map<String, Object> types = new LinkedHashMap<>();
        columns.forEach(column -> types.put(column, Map.of("type", "categorical")));
        return types;
    }

    /** Leaves out what the service is to choose. */
    static void put(Map<String, Object> body, String name, @Nullable Object value) {
        if (value != null) {
            body.put(name, value);
        }
    }
}
