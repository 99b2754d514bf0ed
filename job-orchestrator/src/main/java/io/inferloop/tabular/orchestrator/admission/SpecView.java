package io.inferloop.tabular.orchestrator.admission;

import io.inferloop.tabular.orchestrator.job.JobSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A request as the REST API shows it: every default filled in, no object keys. */
final class SpecView {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private SpecView() {}

    static String of(JobRequest request) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("type", request.spec().type());
        switch (request.spec()) {
            case JobSpec.Generation generation -> {
                view.put("dataset_id", generation.datasetId());
                view.put("algorithm", generation.algorithm());
                view.put("rows", generation.rows());
                view.put("seed", generation.seed());
                view.put("validate", generation.validate());
                view.put("columns", columns(generation.columnTypes()));
                view.put("hyperparameters", hyperparameters(generation.hyperparameters()));
            }
            case JobSpec.Validation validation -> {
                view.put("dataset_id", validation.datasetId());
                var synthetic = new LinkedHashMap<String, Object>();
                if (validation.syntheticDatasetId() != null) {
                    synthetic.put("dataset_id", validation.syntheticDatasetId());
                }
                if (validation.syntheticJobId() != null) {
                    synthetic.put("job_id", validation.syntheticJobId());
                }
                view.put("synthetic", synthetic);
                view.put("columns", columns(validation.columnTypes()));
            }
            case JobSpec.Profile profile -> view.put("dataset_id", profile.datasetId());
        }
        view.put("priority", request.priority());
        view.put("deadline", request.deadline());
        return JSON.writeValueAsString(view);
    }

    private static Map<String, Object> columns(Map<String, String> types) {
        var columns = new TreeMap<String, Object>();
        types.forEach((name, type) -> columns.put(name, Map.of("type", type)));
        return columns;
    }

    private static Map<String, Object> hyperparameters(Map<String, String> jsonByName) {
        var values = new TreeMap<String, Object>();
        jsonByName.forEach((name, json) -> values.put(name, parsed(json)));
        return values;
    }

    private static Object parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (JacksonException notJson) {
            return json; // admission refuses it; the view shows what was sent
        }
    }
}
