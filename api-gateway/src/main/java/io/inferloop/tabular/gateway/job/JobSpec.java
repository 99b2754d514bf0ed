package io.inferloop.tabular.gateway.job;

import io.inferloop.tabular.core.synthesis.HeldOutRows;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An admitted request as REST shows it: as asked for, with the defaults filled in and without object keys. */
final class JobSpec {

    private JobSpec() {}

    static String json(AdmittedJob admitted, Optional<Instant> cancelAt, JsonMapper json) {
        JobRequest request = admitted.request();
        ObjectNode spec = json.createObjectNode();
        spec.put("type", request.work().type());
        admitted.dataset()
                .ifPresent(dataset -> spec.put("dataset_id", dataset.id().toString()));
        switch (request.work()) {
            case JobRequest.Generation generation -> {
                algorithm(spec, generation);
                spec.put("rows", generation.rows().orElseThrow());
                spec.put("seed", generation.seed());
                spec.put("validate", generation.validate());
                spec.put("target", generation.target().orElse(null));
                spec.put("format", generation.format());
                columns(spec, generation.columns());
                values(spec, "hyperparameters", generation.hyperparameters());
                if (generation.validate() && !generation.hyperparameters().containsKey(HeldOutRows.SETTING)) {
                    ((ObjectNode) spec.get("hyperparameters")).put(HeldOutRows.SETTING, HeldOutRows.USUAL_SHARE);
                }
                values(spec, "conditions", generation.conditions());
                rebalancing(spec, generation);
            }
            case JobRequest.Training training -> {
                algorithm(spec, training);
                spec.put("seed", training.seed());
                ArrayNode given = spec.putArray("condition_columns");
                training.conditionColumns().forEach(given::add);
                columns(spec, training.columns());
                values(spec, "hyperparameters", training.hyperparameters());
            }
            case JobRequest.Sampling sampling -> {
                put(spec, "model_id", sampling.modelId().orElse(null));
                spec.put("rows", sampling.rows().orElseThrow());
                spec.put("seed", sampling.seed());
                spec.put("format", sampling.format());
                values(spec, "conditions", sampling.conditions());
                rebalancing(spec, sampling);
            }
            case JobRequest.Imputation imputation -> {
                put(spec, "model_id", imputation.modelId().orElse(null));
                if (imputation.modelId().isEmpty()) {
                    algorithm(spec, imputation);
                }
                spec.put("seed", imputation.seed());
                spec.put("format", imputation.format());
                columns(spec, imputation.columns());
                values(spec, "hyperparameters", imputation.hyperparameters());
            }
            case JobRequest.Validation validation -> {
                ObjectNode synthetic = spec.putObject("synthetic");
                put(synthetic, "dataset_id", validation.syntheticDatasetId().orElse(null));
                put(synthetic, "job_id", validation.syntheticJobId().orElse(null));
                spec.put("target", validation.target().orElse(null));
                columns(spec, validation.columns());
            }
        }
        spec.put("priority", request.priority());
        spec.put("deadline", request.deadline().map(Object::toString).orElse(null));
        spec.put("cancel_at", cancelAt.map(Object::toString).orElse(null));
        return spec.toString();
    }

    private static void algorithm(ObjectNode spec, JobRequest.Fitting fitting) {
        spec.put("algorithm", fitting.algorithm());
        spec.put("algorithm_reason", fitting.algorithmReason().orElse(null));
    }

    private static void rebalancing(ObjectNode spec, JobRequest.Drawing drawing) {
        drawing.rebalancing()
                .ifPresentOrElse(
                        wanted -> {
                            ObjectNode shares = spec.putObject("rebalance")
                                    .put("column", wanted.column())
                                    .putObject("shares");
                            wanted.shares().forEach(shares::put);
                        },
                        () -> spec.putNull("rebalance"));
    }

    private static void put(ObjectNode object, String name, @Nullable UUID id) {
        if (id != null) {
            object.put(name, id.toString());
        }
    }

    private static void values(ObjectNode spec, String name, Map<String, JsonNode> values) {
        ObjectNode object = spec.putObject(name);
        values.forEach(object::set);
    }

    private static void columns(ObjectNode spec, Map<String, String> types) {
        ObjectNode columns = spec.putObject("columns");
        types.forEach((name, type) -> columns.putObject(name).put("type", type));
    }
}
