package io.inferloop.tabular.orchestrator.admission;

import io.inferloop.tabular.orchestrator.job.Failure;
import io.inferloop.tabular.orchestrator.job.JobSpec;
import io.inferloop.tabular.platform.plan.Plan;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What a plan allows in one generation. The gateway checks the same; outside producers are checked here alone. */
final class PlanLimits {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private PlanLimits() {}

    static Optional<Failure> offence(JobSpec.Generation generation, Plan plan) {
        if (generation.rows() < 1) {
            return refuse("rows_invalid", "Rows must be positive, got %d.".formatted(generation.rows()));
        }
        if (plan.rowsPerJob().isPresent()
                && generation.rows() > plan.rowsPerJob().getAsLong()) {
            return refuse(
                    "rows_over_plan",
                    "Plan %s allows %d rows per job, got %d."
                            .formatted(plan.id(), plan.rowsPerJob().getAsLong(), generation.rows()));
        }
        if (!plan.algorithms().contains(generation.algorithm())) {
            return refuse(
                    "algorithm_not_in_plan",
                    "Plan %s does not include algorithm %s.".formatted(plan.id(), generation.algorithm()));
        }
        for (var parameter : generation.hyperparameters().entrySet()) {
            try {
                JSON.readTree(parameter.getValue());
            } catch (JacksonException notJson) {
                return refuse(
                        "hyperparameter_invalid",
                        "Hyperparameter %s is not JSON: %s".formatted(parameter.getKey(), parameter.getValue()));
            }
        }
        return Optional.empty();
    }

    private static Optional<Failure> refuse(String code, String message) {
        return Optional.of(Failure.rejected(code, message));
    }
}
