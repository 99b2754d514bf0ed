package io.inferloop.tabular.validationworker.evaluation;

import io.inferloop.tabular.core.metrics.fidelity.Accuracy;
import io.inferloop.tabular.core.metrics.fidelity.DiagnosticReport;
import io.inferloop.tabular.core.metrics.fidelity.QualityReport;
import org.jspecify.annotations.Nullable;

/**
 * What a table as a whole scores in the synthetic one's place. The names are those of the report that they stand beside.
 *
 * @param realRows rows of the table that it is compared with
 * @param rows its own
 * @param errorScale what the measured distances from 1 were multiplied with, all but the diagnostic's; 1: as measured
 */
public record ReferenceScores(
        long realRows,
        long rows,
        double errorScale,
        @Nullable Double overall,
        @Nullable Double columnShapes,
        @Nullable Double columnPairTrends,
        @Nullable Double columnPairTrendsRealEdges,
        @Nullable Double diagnostic,
        @Nullable Double accuracy) {

    static ReferenceScores of(
            long realRows, long rows, QualityReport quality, DiagnosticReport diagnostic, Accuracy accuracy) {
        return new ReferenceScores(
                realRows,
                rows,
                1,
                quality.overall(),
                quality.columnShapes().score(),
                quality.columnPairTrends().score(),
                quality.columnPairTrends().scoreRealEdges(),
                diagnostic.overall(),
                accuracy.overall());
    }

    ReferenceScores scaled(double factor) {
        return new ReferenceScores(
                realRows,
                rows,
                errorScale * factor,
                scaled(overall, factor),
                scaled(columnShapes, factor),
                scaled(columnPairTrends, factor),
                scaled(columnPairTrendsRealEdges, factor),
                diagnostic,
                scaled(accuracy, factor));
    }

    /** A score whose distance from 1 is {@code factor} times as large. */
    static @Nullable Double scaled(@Nullable Double score, double factor) {
        return score == null ? null : 1 - (1 - score) * factor;
    }
}
