package io.inferloop.tabular.benchmarks.quality;

import io.inferloop.tabular.benchmarks.quality.Comparison.Measure;
import io.inferloop.tabular.core.metrics.fidelity.Accuracy;
import io.inferloop.tabular.core.metrics.fidelity.Discriminator;
import io.inferloop.tabular.core.metrics.fidelity.QualityReport;
import io.inferloop.tabular.core.metrics.privacy.ExactCopies;
import io.inferloop.tabular.core.table.Column;
import io.inferloop.tabular.core.table.Table;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every measure of one table against another.
 *
 * @param values one per {@link Measure}; NaN where the tables have none, such as trends of a single column
 */
record Scores(Map<Measure, Double> values) {

    static Scores of(Table reference, Table candidate) {
        QualityReport report = QualityReport.of(reference, candidate);
        Map<Measure, Double> values = new EnumMap<>(Measure.class);
        values.put(Measure.SHAPES, orNaN(report.columnShapes().score()));
        values.put(Measure.TRENDS, orNaN(report.columnPairTrends().scoreRealEdges()));
        values.put(Measure.TRENDS_OWN_EDGES, orNaN(report.columnPairTrends().score()));
        values.put(Measure.QUALITY, orNaN(report.overall()));
        values.put(Measure.COPIES, 100 * ExactCopies.rate(reference, candidate));
        values.put(Measure.MISSING, 100 * missingRateDeviation(reference, candidate));
        values.put(Measure.ACCURACY, orNaN(Accuracy.of(reference, candidate).overall()));
        Discriminator discriminator = Discriminator.of(reference, candidate, () -> {});
        values.put(Measure.DISCRIMINATOR, discriminator == null ? Double.NaN : discriminator.auc());
        return new Scores(values);
    }

    double of(Measure measure) {
        return values.getOrDefault(measure, Double.NaN);
    }

    /** The largest difference between the shares of missing cells of a column. */
    static double missingRateDeviation(Table reference, Table candidate) {
        return reference.columns().stream()
                .mapToDouble(column -> Math.abs(missingRate(column) - missingRate(candidate.column(column.name()))))
                .max()
                .orElseThrow();
    }

    private static double missingRate(Column column) {
        return (double) column.missingCount() / column.size();
    }

    private static double orNaN(@Nullable Double score) {
        return score == null ? Double.NaN : score;
    }
}
