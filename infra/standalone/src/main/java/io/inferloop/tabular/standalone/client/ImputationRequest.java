package io.inferloop.tabular.standalone.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A dataset whose missing cells are to be filled.
 *
 * @param model null: one is fitted on the dataset itself, and then alone the algorithm and the categorical columns mean something
 * @param algorithm null: the service chooses
 * @param seed null: the service chooses
 * @param format of the rows: csv, parquet or ndjson
 * @param categorical columns that are categories whatever they look like
 */
public record ImputationRequest(
        UUID dataset,
        @Nullable UUID model,
        @Nullable String algorithm,
        @Nullable Long seed,
        String format,
        List<String> categorical)
        implements JobRequest {

    public ImputationRequest {
        categorical = List.copyOf(categorical);
    }

    @Override
    public Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "imputation");
        body.put("dataset_id", dataset);
        JobRequest.put(body, "model_id", model);
        JobRequest.put(body, "algorithm", algorithm);
        JobRequest.put(body, "seed", seed);
        body.put("format", format);
        if (!categorical.isEmpty()) {
            body.put("columns", JobRequest.categories(categorical));
        }
        return body;
    }
}
