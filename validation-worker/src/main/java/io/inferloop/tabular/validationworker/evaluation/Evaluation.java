package io.inferloop.tabular.validationworker.evaluation;

import io.inferloop.tabular.core.metrics.ReportJson;
import io.inferloop.tabular.core.metrics.distribution.ColumnDistribution;
import io.inferloop.tabular.core.metrics.distribution.MinimumCount;
import io.inferloop.tabular.core.metrics.fidelity.Accuracy;
import io.inferloop.tabular.core.metrics.fidelity.ColumnPairTrends;
import io.inferloop.tabular.core.metrics.fidelity.ComparisonProgress;
import io.inferloop.tabular.core.metrics.fidelity.DiagnosticReport;
import io.inferloop.tabular.core.metrics.fidelity.Discriminator;
import io.inferloop.tabular.core.metrics.fidelity.HoldoutHalves;
import io.inferloop.tabular.core.metrics.fidelity.PermutedColumnsBaseline;
import io.inferloop.tabular.core.metrics.fidelity.QualityReport;
import io.inferloop.tabular.core.metrics.privacy.ClosestRecords;
import io.inferloop.tabular.core.metrics.privacy.ExactCopies;
import io.inferloop.tabular.core.metrics.utility.TargetChoice;
import io.inferloop.tabular.core.metrics.utility.Utility;
import io.inferloop.tabular.core.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The result of a validation: how well the synthetic table follows the real one, between what real rows score in its
 * place and what a table without any dependence between its columns does.
 *
 * @param ceiling what real rows would score: one random half of the real table against the other, at most
 *     {@value #MAX_CEILING_ROWS} rows each, with their distance brought to the size of the compared tables. Null where
 *     there are no two rows. A model that saw the whole table can score a little above it
 * @param baseline the permuted columns, as many rows as the synthetic table has: perfect shapes, no trends
 * @param accuracy of columns, pairs and triples, with its expected maximum
 * @param rows what is asked about rows as wholes
 * @param exactCopyRate share of synthetic rows that are a real row, cell for cell
 * @param exactCopyRateOfRealRows share of real rows that occur more than once: what the rate above would be for real rows
 * @param columns how each column is distributed, in the real table's order
 */
public record Evaluation(
        long realRows,
        long syntheticRows,
        QualityReport quality,
        DiagnosticReport diagnostic,
        @Nullable Reference ceiling,
        Reference baseline,
        Accuracy accuracy,
        RowTests rows,
        double exactCopyRate,
        double exactCopyRateOfRealRows,
        List<ColumnDistribution> columns) {

    /** No shown number speaks of fewer real rows. Twice the default of the models' own {@code min_count}. */
    public static final MinimumCount SHOWN = new MinimumCount(10);

    /** Bounds the ceiling's work where tables are large; by then its scatter is a few in a thousand. */
    static final int MAX_CEILING_ROWS = 100_000;

    /** Fixed, so that the same two tables give the same result. */
    private static final long REFERENCE_SEED = 20_261_101;

    /** The synthetic table, the baseline and the ceiling. */
    private static final int COMPARISONS = 3;

    public Evaluation {
        columns = List.copyOf(columns);
    }

    /**
     * Compares the two tables.
     *
     * @param progress hears of every pair of columns, those of the baseline and the ceiling after the table's own; throws
     *     to end the evaluation
     */
    public static Evaluation of(TablePair pair, ComparisonProgress progress) {
        return of(pair, null, progress);
    }

    /** The same, predicting a column that is named: one of labels or numbers; null for the one with the strongest ties. */
    public static Evaluation of(TablePair pair, @Nullable String target, ComparisonProgress progress) {
        // These have no pairs to count: all are compared, the rest goes on.
        ComparisonProgress step = (done, total) -> progress.compared(1, 1);
        Runnable stillWanted = () -> step.compared(1, 1);
        Table real = pair.real();
        Table synthetic = pair.synthetic();
        QualityReport quality = QualityReport.of(real, synthetic, part(0, progress));
        Table permuted = PermutedColumnsBaseline.of(real, synthetic.rows(), REFERENCE_SEED);
        Reference baseline = reference(real, permuted, part(1, progress));
        return new Evaluation(
                real.rows(),
                synthetic.rows(),
                quality,
                DiagnosticReport.of(real, synthetic),
                ceiling(real, synthetic.rows(), part(2, progress)),
                baseline,
                Accuracy.of(real, synthetic, step),
                RowTests.of(
                        pair,
                        permuted,
                        Optional.ofNullable(target)
                                .or(() -> TargetChoice.of(
                                        real, quality.columnPairTrends().pairs())),
                        REFERENCE_SEED,
                        stillWanted),
                ExactCopies.rate(real, synthetic),
                ExactCopies.leaveOneOutRate(real),
                real.columns().stream()
                        .map(column -> ColumnDistribution.of(column, synthetic.column(column.name()), SHOWN))
                        .toList());
    }

    private static @Nullable Reference ceiling(Table real, int syntheticRows, ComparisonProgress progress) {
        if (real.rows() < 2) {
            return null;
        }
        HoldoutHalves halves =
                HoldoutHalves.of(real, MAX_CEILING_ROWS, Math.min(syntheticRows, MAX_CEILING_ROWS), REFERENCE_SEED);
        double measured = scatter(halves.training().rows(), halves.other().rows());
        double compared = scatter(real.rows(), syntheticRows);
        return reference(halves.training(), halves.other(), progress).scaled(compared / measured);
    }

    /** Two samples of one population differ by chance alone, which shrinks with this (ADR 0012 shows how exactly). */
    private static double scatter(double rows, double otherRows) {
        return Math.sqrt(1 / rows + 1 / otherRows);
    }

    private static Reference reference(Table real, Table other, ComparisonProgress progress) {
        return Reference.of(
                real,
                other,
                QualityReport.of(real, other, progress),
                Accuracy.of(real, other, (done, total) -> progress.compared(1, 1)));
    }

    private static ComparisonProgress part(int before, ComparisonProgress whole) {
        return (done, total) -> whole.compared(before * total + done, COMPARISONS * total);
    }

    /** The scores that stand in the job itself, without those that the table cannot have. */
    public Map<String, Double> headline() {
        Map<String, Double> scores = new LinkedHashMap<>();
        ColumnPairTrends trends = quality.columnPairTrends();
        put(scores, "quality", quality.overall());
        put(scores, "column_shapes", quality.columnShapes().score());
        put(scores, "column_pair_trends", trends.score());
        put(scores, "column_pair_trends_real_edges", trends.scoreRealEdges());
        put(scores, "diagnostic", diagnostic.overall());
        put(scores, "accuracy", accuracy.overall());
        put(scores, "accuracy_expected_maximum", accuracy.expectedMaximum());
        if (ceiling != null) {
            put(scores, "holdout_", ceiling.scores());
        }
        put(scores, "baseline_", baseline.scores());
        put(scores, "exact_copy_rate", exactCopyRate);
        put(scores, "exact_copy_rate_of_real_rows", exactCopyRateOfRealRows);
        put(scores, rows);
        return scores;
    }

    private static void put(Map<String, Double> scores, RowTests rows) {
        put(scores, "discriminator_auc", rows.discriminator());
        put(scores, "holdout_discriminator_auc", rows.discriminatorCeiling());
        put(scores, "baseline_discriminator_auc", rows.discriminatorBaseline());
        Utility utility = rows.utility();
        if (utility != null) {
            put(scores, "utility", utility.trainedOnSynthetic().score());
            put(scores, "utility_of_real_rows", utility.trainedOnReal().score());
            put(scores, "baseline_utility", utility.trainedOnShuffled().score());
        }
        RowTests.Privacy privacy = rows.privacy();
        if (privacy != null) {
            put(scores, "exact_copy_rate_of_learned_rows", privacy.copyRate());
            put(scores, "holdout_exact_copy_rate_of_learned_rows", privacy.holdoutCopyRate());
        }
        ClosestRecords closest = privacy == null ? null : privacy.closest();
        if (closest != null) {
            put(scores, "dcr_share", closest.share());
            put(scores, "nndr", closest.trainingRatio());
            put(scores, "holdout_nndr", closest.holdoutRatio());
        }
    }

    private static void put(Map<String, Double> scores, String name, @Nullable Discriminator discriminator) {
        put(scores, name, discriminator == null ? null : (Double) discriminator.auc());
    }

    private static void put(Map<String, Double> scores, String prefix, ReferenceScores reference) {
        put(scores, prefix + "quality", reference.overall());
        put(scores, prefix + "column_shapes", reference.columnShapes());
        put(scores, prefix + "column_pair_trends", reference.columnPairTrends());
        put(scores, prefix + "column_pair_trends_real_edges", reference.columnPairTrendsRealEdges());
        put(scores, prefix + "accuracy", reference.accuracy());
    }

    /** Writes the scores as one JSON object, names in snake case. */
    public void writeJson(Path file) throws IOException {
        Files.write(file, ReportJson.bytes(ValidationJson.of(this)));
    }

    private static void put(Map<String, Double> scores, String name, @Nullable Double score) {
        if (score != null) {
            scores.put(name, score);
        }
    }
}
