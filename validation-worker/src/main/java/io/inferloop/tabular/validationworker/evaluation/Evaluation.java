package io.inferloop.tabular.validationworker.evaluation;

import io.inferloop.tabular.core.metrics.ReportJson;
import io.inferloop.tabular.core.metrics.fidelity.ComparisonProgress;
import io.inferloop.tabular.core.metrics.fidelity.DiagnosticReport;
import io.inferloop.tabular.core.metrics.fidelity.PermutedColumnsBaseline;
import io.inferloop.tabular.core.metrics.fidelity.QualityReport;
import io.inferloop.tabular.core.metrics.privacy.ExactCopies;
import io.inferloop.tabular.core.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result of a validation: how well the synthetic table follows the real one, beside what a table without any
 * dependence between its columns would score.
 *
 * @param baseline scores of the permuted-columns baseline: perfect shapes, no trends
 * @param exactCopyRate share of synthetic rows that are a real row, cell for cell
 * @param exactCopyRateOfRealRows share of real rows that occur more than once: what the rate above would be for real rows
 */
public record Evaluation(
        long realRows,
        long syntheticRows,
        QualityReport quality,
        DiagnosticReport diagnostic,
        Baseline baseline,
        double exactCopyRate,
        double exactCopyRateOfRealRows) {

    /** Fixed, so that the same two tables give the same result. */
    private static final long BASELINE_SEED = 20_261_101;

    /** What the permuted columns score in the same place. */
    public record Baseline(
            @Nullable Double overall,
            @Nullable Double columnShapes,
            @Nullable Double columnPairTrends,
            @Nullable Double columnPairTrendsRealEdges) {

        static Baseline of(QualityReport report) {
            return new Baseline(
                    report.overall(),
                    report.columnShapes().score(),
                    report.columnPairTrends().score(),
                    report.columnPairTrends().scoreRealEdges());
        }
    }

    /**
     * Compares the two tables.
     *
     * @param progress hears of every pair of columns, the baseline's after the table's own; throws to end the evaluation
     */
    public static Evaluation of(TablePair pair, ComparisonProgress progress) {
        Table real = pair.real();
        Table synthetic = pair.synthetic();
        QualityReport quality = QualityReport.of(real, synthetic, (done, total) -> progress.compared(done, 2 * total));
        DiagnosticReport diagnostic = DiagnosticReport.of(real, synthetic);
        QualityReport permuted = QualityReport.of(
                real,
                PermutedColumnsBaseline.of(real, synthetic.rows(), BASELINE_SEED),
                (done, total) -> progress.compared(total + done, 2 * total));
        return new Evaluation(
                real.rows(),
                synthetic.rows(),
                quality,
                diagnostic,
                Baseline.of(permuted),
                ExactCopies.rate(real, synthetic),
                ExactCopies.leaveOneOutRate(real));
    }

    /** The scores that stand in the job itself, without those that the table cannot have. */
    public Map<String, Double> headline() {
        Map<String, Double> scores = new LinkedHashMap<>();
        put(scores, "quality", quality.overall());
        put(scores, "column_shapes", quality.columnShapes().score());
        put(scores, "column_pair_trends", quality.columnPairTrends().score());
        put(scores, "column_pair_trends_real_edges", quality.columnPairTrends().scoreRealEdges());
        put(scores, "diagnostic", diagnostic.overall());
        put(scores, "baseline_column_pair_trends_real_edges", baseline.columnPairTrendsRealEdges());
        put(scores, "exact_copy_rate", exactCopyRate);
        put(scores, "exact_copy_rate_of_real_rows", exactCopyRateOfRealRows);
        return scores;
    }

    /** Writes everything as one JSON object, names in snake case. */
    public void writeJson(Path file) throws IOException {
        Files.write(file, ReportJson.bytes(this));
    }

    private static void put(Map<String, Double> scores, String name, @Nullable Double score) {
        if (score != null) {
            scores.put(name, score);
        }
    }
}
