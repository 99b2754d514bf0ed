package io.inferloop.tabular.core.metrics.fidelity;

import io.inferloop.tabular.core.table.Table;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How closely a synthetic table follows the real one, as SDMetrics' quality report has it.
 *
 * @param overall the mean of the scores of column shapes and column pair trends
 * @param overallRealEdges the same with the real table's bin edges
 * @param overallRelated the same with only the pairs that SDMetrics 0.29 counts by default; this is the number that its
 *     {@code QualityReport} prints, {@code overall} the one it prints with both thresholds set to 0
 */
public record QualityReport(
        @Nullable Double overall,
        @Nullable Double overallRealEdges,
        @Nullable Double overallRelated,
        ColumnShapes columnShapes,
        ColumnPairTrends columnPairTrends) {

    /**
     * Compares the columns of {@code real} with the columns of the same names in {@code synthetic}. The tables may differ
     * in rows and in the order of their columns; both must have been read with the same schema.
     *
     * @throws IllegalArgumentException if a column of {@code real} is not in {@code synthetic}, or is of another kind there
     */
    public static QualityReport of(Table real, Table synthetic) {
        return of(real, synthetic, ComparisonProgress.NONE);
    }

    /** The same; {@code progress} may end it by throwing. */
    public static QualityReport of(Table real, Table synthetic, ComparisonProgress progress) {
        PairedTables tables = PairedTables.of(real, synthetic);
        ColumnShapes shapes = ColumnShapes.of(tables);
        ColumnPairTrends trends = ColumnPairTrends.of(tables, progress);
        return new QualityReport(
                Scores.mean(Arrays.asList(shapes.score(), trends.score())),
                Scores.mean(Arrays.asList(shapes.score(), trends.scoreRealEdges())),
                Scores.mean(Arrays.asList(shapes.score(), trends.scoreRelated())),
                shapes,
                trends);
    }
}
