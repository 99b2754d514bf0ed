package io.inferloop.tabular.core.metrics.fidelity;

import io.inferloop.tabular.core.table.Table;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Whether a synthetic table is valid at all, as SDMetrics' diagnostic report has it; the goal is 1.
 *
 * @param overall the mean of the scores of data validity and data structure
 */
public record DiagnosticReport(@Nullable Double overall, DataValidity dataValidity, DataStructure dataStructure) {

    /** Judges any two tables; columns that one of them lacks lower the structure's score. */
    public static DiagnosticReport of(Table real, Table synthetic) {
        DataValidity validity = DataValidity.of(real, synthetic);
        DataStructure structure = DataStructure.of(real, synthetic);
        return new DiagnosticReport(
                Scores.mean(Arrays.asList(validity.score(), structure.score())), validity, structure);
    }
}
