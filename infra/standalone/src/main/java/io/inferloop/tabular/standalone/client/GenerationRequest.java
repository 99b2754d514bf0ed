package io.inferloop.tabular.standalone.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A generation job to submit.
 *
 * @param algorithm null: the service chooses
 * @param seed null: the service chooses
 * @param target what the utility score of a validation predicts; null: the service chooses
 * @param categorical columns that are categories whatever they look like
 */
public record GenerationRequest(
        UUID dataset,
        @Nullable String algorithm,
        WantedRows wanted,
        @Nullable Long seed,
        boolean validate,
        @Nullable String target,
        List<String> categorical)
        implements JobRequest {

    public GenerationRequest {
        categorical = List.copyOf(categorical);
    }

    @Override
    public Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "generation");
        body.put("dataset_id", dataset);
        JobRequest.put(body, "algorithm", algorithm);
        JobRequest.put(body, "seed", seed);
        wanted.write(body);
        body.put("validate", validate);
        JobRequest.put(body, "target", target);
        if (!categorical.isEmpty()) {
            body.put("columns", JobRequest.categories(categorical));
        }
        return body;
    }
}
