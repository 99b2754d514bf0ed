package io.inferloop.tabular.standalone.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A job to submit. */
public sealed interface JobRequest permits GenerationRequest, TrainingRequest, SamplingRequest {

    /** The body of its submission. */
    Map<String, Object> body();

    /** How the service is told that these columns are categories, whatever they look like. */
    static Map<String, Object> categories(List<String> columns) {
        Map<String, Object> types = new LinkedHashMap<>();
        columns.forEach(column -> types.put(column, Map.of("type", "categorical")));
        return types;
    }
}
