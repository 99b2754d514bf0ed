package io.inferloop.tabular.standalone.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A generation job to submit.
 *
 * @param seed null: the service chooses
 * @param format of the synthetic rows: csv, parquet or ndjson
 * @param categorical columns that are categories whatever they look like
 */
public record GenerationRequest(
        UUID dataset,
        String algorithm,
        long rows,
        @Nullable Long seed,
        boolean validate,
        String format,
        List<String> categorical)
        implements JobRequest {

    public GenerationRequest {
        if (rows < 1) {
            throw new IllegalArgumentException("At least one row must be asked for: " + rows);
        }
        categorical = List.copyOf(categorical);
    }

    @Override
    public Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "generation");
        body.put("dataset_id", dataset);
        body.put("algorithm", algorithm);
        body.put("rows", rows);
        if (seed != null) {
            body.put("seed", seed);
        }
        body.put("validate", validate);
        body.put("format", format);
        if (!categorical.isEmpty()) {
            body.put("columns", JobRequest.categories(categorical));
        }
        return body;
    }
}
