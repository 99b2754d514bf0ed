package io.inferloop.tabular.orchestrator.admission;

import io.inferloop.tabular.orchestrator.job.Failure;
import io.inferloop.tabular.orchestrator.job.JobSpec;
import io.inferloop.tabular.orchestrator.job.StoredTable;
import io.inferloop.tabular.platform.plan.Plan;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What a plan allows in one job. The gateway checks the same; outside producers are checked here alone. */
final class PlanLimits {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private PlanLimits() {}

    static Optional<Failure> offence(JobSpec.Drawing drawing, Plan plan) {
        if (!StoredTable.FORMATS.contains(drawing.outputFormat())) {
            return refuse(
                    "output_format_unknown",
                    "The output format must be csv, parquet or ndjson, got %s.".formatted(drawing.outputFormat()));
        }
        if (drawing.rows() < 1) {
            return refuse("rows_invalid", "Rows must be positive, got %d.".formatted(drawing.rows()));
        }
        if (plan.rowsPerJob().isPresent() && drawing.rows() > plan.rowsPerJob().getAsLong()) {
            return refuse(
                    "rows_over_plan",
                    "Plan %s allows %d rows per job, got %d."
                            .formatted(plan.id(), plan.rowsPerJob().getAsLong(), drawing.rows()));
        }
        return notJson(drawing.conditions())
                .flatMap(condition -> refuse(
                        "condition_invalid",
                        "Condition %s is not JSON: %s"
                                .formatted(condition, drawing.conditions().get(condition))));
    }

    static Optional<Failure> offence(JobSpec.Fitting fitting, Plan plan) {
        if (!plan.algorithms().contains(fitting.algorithm())) {
            return refuse(
                    "algorithm_not_in_plan",
                    "Plan %s does not include algorithm %s.".formatted(plan.id(), fitting.algorithm()));
        }
        return notJson(fitting.hyperparameters())
                .flatMap(parameter -> refuse(
                        "hyperparameter_invalid",
                        "Hyperparameter %s is not JSON: %s"
                                .formatted(parameter, fitting.hyperparameters().get(parameter))));
    }

    /** The first name whose value is not JSON. */
    private static Optional<String> notJson(Map<String, String> values) {
        return values.entrySet().stream()
                .filter(value -> !isJson(value.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static boolean isJson(String text) {
        try {
            JSON.readTree(text);
            return true;
        } catch (JacksonException notJson) {
            return false;
        }
    }

    private static Optional<Failure> refuse(String code, String message) {
        return Optional.of(Failure.rejected(code, message));
    }
}
