package io.inferloop.tabular.core.metrics.fidelity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The score of two columns taken together.
 *
 * @param columns the two names, in the real table's order
 * @param score in [0, 1], with the bins of SDMetrics' report: each table cuts its numbers by its own edges; null where undefined
 * @param scoreRealEdges the same, where the real table's edges cut the numbers of both; equal to {@code score} unless a
 *     number meets a category
 * @param realStrength how strongly the real columns hang together: Pearson's correlation of two numbers, else Cramer's V;
 *     null where undefined
 * @param association the same of both tables with the real table's bins, so that the two can be told apart
 */
public record PairScore(
        List<String> columns,
        Metric metric,
        @Nullable Double score,
        @Nullable Double scoreRealEdges,
        @Nullable Double realStrength,
        Association association) {

    /** How strongly two columns hang together in each table; null where undefined, such as for a constant column. */
    public record Association(
            @Nullable Double real, @Nullable Double synthetic) {}

    /** SDMetrics 0.29 leaves pairs out of its report whose correlation is not stronger than this. */
    private static final double RELATED_CORRELATION = 0.5;

    /** The same for Cramer's V. */
    private static final double RELATED_ASSOCIATION = 0.3;

    public PairScore {
        columns = List.copyOf(columns);
        if (columns.size() != 2) {
            throw new IllegalArgumentException("A pair has two columns, got " + columns);
        }
    }

    /** Whether SDMetrics 0.29's report with its default thresholds counts this pair. */
    boolean related() {
        if (realStrength == null) {
            return false;
        }
        return metric == Metric.CORRELATION_SIMILARITY
                ? Math.abs(realStrength) > RELATED_CORRELATION
                : realStrength > RELATED_ASSOCIATION;
    }
}
