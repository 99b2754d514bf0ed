package io.inferloop.tabular.orchestrator.admission;

import io.inferloop.tabular.orchestrator.job.JobSpec;
import io.inferloop.tabular.orchestrator.job.Rebalancing;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A request as the REST API shows it: every default filled in, no object keys. */
final class SpecView {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private SpecView() {}

    static String of(JobRequest request) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("type", request.spec().type());
        switch (request.spec()) {
            case JobSpec.Generation generation -> {
                view.put("dataset_id", generation.datasetId());
                algorithm(view, generation);
                view.put("rows", generation.rows());
                view.put("seed", generation.seed());
                view.put("validate", generation.validate());
                view.put("format", generation.outputFormat());
                view.put("target", generation.validationTarget());
                view.put("conditions", values(generation.conditions()));
                view.put("rebalance", rebalance(generation));
                view.put("columns", columns(generation.columnTypes()));
                view.put("hyperparameters", values(generation.settings()));
            }
            case JobSpec.Training training -> {
                view.put("dataset_id", training.datasetId());
                algorithm(view, training);
                view.put("seed", training.seed());
                view.put("condition_columns", training.conditionColumns());
                view.put("columns", columns(training.columnTypes()));
                view.put("hyperparameters", values(training.hyperparameters()));
            }
            case JobSpec.Sampling sampling -> {
                view.put("model_id", sampling.modelId());
                view.put("rows", sampling.rows());
                view.put("seed", sampling.seed());
                view.put("format", sampling.outputFormat());
                view.put("conditions", values(sampling.conditions()));
                view.put("rebalance", rebalance(sampling));
            }
            case JobSpec.Imputation imputation -> {
                view.put("dataset_id", imputation.datasetId());
                view.put("model_id", imputation.modelId());
                view.put("algorithm", imputation.algorithm());
                view.put("algorithm_reason", imputation.algorithmReason());
                view.put("seed", imputation.seed());
                view.put("format", imputation.outputFormat());
                view.put("columns", columns(imputation.columnTypes()));
                view.put("hyperparameters", values(imputation.hyperparameters()));
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
                view.put("target", validation.target());
                view.put("columns", columns(validation.columnTypes()));
            }
            case JobSpec.Profile profile -> view.put("dataset_id", profile.datasetId());
        }
        view.put("priority", request.priority());
        view.put("deadline", request.deadline());
        view.put("cancel_at", request.cancelAt());
        return JSON.writeValueAsString(view);
    }

    private static void algorithm(Map<String, @Nullable Object> view, JobSpec.Fitting fitting) {
        view.put("algorithm", fitting.algorithm());
        view.put("algorithm_reason", fitting.algorithmReason());
    }

    private static @Nullable Object rebalance(JobSpec.Drawing drawing) {
        Rebalancing rebalancing = drawing.rebalancing();
        return rebalancing == null
                ? null
                : new TreeMap<String, Object>(
                        Map.of("column", rebalancing.column(), "shares", new TreeMap<>(rebalancing.shares())));
    }

    private static Map<String, Object> columns(Map<String, String> types) {
        var columns = new TreeMap<String, Object>();
        types.forEach((name, type) -> columns.put(name, Map.of("type", type)));
        return columns;
    }

    private static Map<String, Object> values(Map<String, String> jsonByName) {
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
