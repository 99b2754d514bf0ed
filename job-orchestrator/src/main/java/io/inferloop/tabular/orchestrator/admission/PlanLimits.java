package io.inferloop.tabular.orchestrator.admission;

import io.inferloop.tabular.orchestrator.job.Failure;
import io.inferloop.tabular.orchestrator.job.JobSpec;
import io.inferloop.tabular.orchestrator.job.StoredTable;
import io.inferloop.tabular.platform.plan.Plan;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What a plan allows in one job. The gateway checks the same; outside producers are checked here alone. */
final class PlanLimits {

    /** What clients call the choice of an algorithm. */
    private static final String AUTO = "auto";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private PlanLimits() {}

    static Optional<Failure> offence(JobSpec.Drawing drawing, Plan plan) {
        Optional<Failure> format = format(drawing.outputFormat());
        if (format.isPresent()) {
            return format;
        }
        if (drawing.rebalancing() != null && !drawing.rebalancing().isPossible()) {
            return refuse(
                    "rebalancing_invalid",
                    "Shares must be 0 to 1 and come to at most 1, got %s for column %s."
                            .formatted(
                                    drawing.rebalancing().shares(),
                                    drawing.rebalancing().column()));
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
        return offence(fitting.algorithm(), fitting.hyperparameters(), plan);
    }

    static Optional<Failure> offence(JobSpec.Imputation imputation, Plan plan) {
        Optional<Failure> format = format(imputation.outputFormat());
        if (format.isPresent()) {
            return format;
        }
        String algorithm = imputation.algorithm();
        if ((algorithm == null) == (imputation.modelId() == null)) {
            return refuse("imputation_invalid", "An imputation names either a model or an algorithm.");
        }
        return algorithm == null ? Optional.empty() : offence(algorithm, imputation.hyperparameters(), plan);
    }

    private static Optional<Failure> offence(String algorithm, Map<String, String> hyperparameters, Plan plan) {
        if (algorithm.equals(AUTO)) {
            return refuse(
                    "algorithm_not_chosen",
                    "The gateway alone chooses an algorithm, for it knows the table; name one of %s."
                            .formatted(new TreeSet<>(plan.algorithms())));
        }
        if (!plan.algorithms().contains(algorithm)) {
            return refuse(
                    "algorithm_not_in_plan", "Plan %s does not include algorithm %s.".formatted(plan.id(), algorithm));
        }
        return notJson(hyperparameters)
                .flatMap(parameter -> refuse(
                        "hyperparameter_invalid",
                        "Hyperparameter %s is not JSON: %s".formatted(parameter, hyperparameters.get(parameter))));
    }

    private static Optional<Failure> format(String format) {
        return StoredTable.FORMATS.contains(format)
                ? Optional.empty()
                : refuse(
                        "output_format_unknown",
                        "The output format must be csv, parquet or ndjson, got %s.".formatted(format));
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
