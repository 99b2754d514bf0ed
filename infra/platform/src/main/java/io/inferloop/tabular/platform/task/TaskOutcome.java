package io.inferloop.tabular.platform.task;

import java.util.List;
import java.util.Map;

/**
 * What a successful run produced. The counts are what the customer is billed for.
 *
 * @param scores quality scores by name, 0 to 1; empty when the task measures nothing
 */
public record TaskOutcome(List<TaskOutput> outputs, long rowsGenerated, long validations, Map<String, Double> scores) {

    public TaskOutcome {
        outputs = List.copyOf(outputs);
        scores = Map.copyOf(scores);
        if (rowsGenerated < 0 || validations < 0) {
            throw new IllegalArgumentException(
                    "Outcome with %d rows and %d validations".formatted(rowsGenerated, validations));
        }
        if (outputs.stream().map(TaskOutput::name).distinct().count() != outputs.size()) {
            throw new IllegalArgumentException("Two outputs of one name: " + outputs);
        }
    }
}
