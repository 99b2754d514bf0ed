package io.inferloop.tabular.standalone.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A model to fit and keep.
 *
 * @param algorithm null: the service chooses
 * @param seed null: the service chooses
 * @param conditionColumns columns that its samples will be given
 * @param categorical columns that are categories whatever they look like
 */
public record TrainingRequest(
        UUID dataset,
        @Nullable String algorithm,
        @Nullable Long seed,
        List<String> conditionColumns,
        List<String> categorical)
        implements JobRequest {

    public TrainingRequest {
        conditionColumns = List.copyOf(conditionColumns);
        categorical = List.copyOf(categorical);
    }

    @Override
    public Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "training");
        body.put("dataset_id", dataset);
        JobRequest.put(body, "algorithm", algorithm);
        JobRequest.put(body, "seed", seed);
        body.put("condition_columns", conditionColumns);
        if (!categorical.isEmpty()) {
            body.put("columns", JobRequest.categories(categorical));
        }
        return body;
    }
}
