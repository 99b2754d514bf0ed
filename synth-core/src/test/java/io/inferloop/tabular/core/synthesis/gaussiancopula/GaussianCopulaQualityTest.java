package io.inferloop.tabular.core.synthesis.gaussiancopula;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferloop.tabular.core.metrics.fidelity.PermutedColumnsBaseline;
import io.inferloop.tabular.core.metrics.fidelity.QualityReport;
import io.inferloop.tabular.core.metrics.privacy.ExactCopies;
import io.inferloop.tabular.core.model.TableSampler;
import io.inferloop.tabular.core.onnx.runtime.OnnxDevice;
import io.inferloop.tabular.core.random.RandomStream;
import io.inferloop.tabular.core.random.Seeds;
import io.inferloop.tabular.core.synthesis.Cancellation;
import io.inferloop.tabular.core.synthesis.FitOptions;
import io.inferloop.tabular.core.synthesis.ProgressListener;
import io.inferloop.tabular.core.synthesis.SampleTables;
import io.inferloop.tabular.core.table.Column;
import io.inferloop.tabular.core.table.Table;
import io.inferloop.tabular.core.table.TypedTable;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bars that the model has to clear on whole real tables, printed beside what a table of independent columns gets. */
class GaussianCopulaQualityTest {

    private static final double MISSING_RATE_TOLERANCE = 0.01;

    @ParameterizedTest
    @CsvSource({"adult, 0.933, 0.985", "diamonds, 0.95, 0.985"})
    void keepsDependenceAndShapes(String name, double leastTrend, double leastShape) {
        TypedTable real = SampleTables.real(name);
        Table sample = sample(real, real.table().rows());
        QualityReport report = QualityReport.of(real.table(), sample);
        QualityReport permuted = QualityReport.of(
                real.table(),
                PermutedColumnsBaseline.of(real.table(), real.table().rows(), 1));
        System.out.printf(
                "%s: shapes %.4f, trends with real edges %.4f (independent columns %.4f)%n",
                name,
                report.columnShapes().score(),
                report.columnPairTrends().scoreRealEdges(),
                permuted.columnPairTrends().scoreRealEdges());
        assertThat(report.columnShapes().score()).isGreaterThan(leastShape);
        assertThat(report.columnPairTrends().scoreRealEdges())
                .isGreaterThan(leastTrend)
                .isGreaterThan(permuted.columnPairTrends().scoreRealEdges());
        for (Column column : real.table().columns()) {
            double difference = rate(column) - rate(sample.column(column.name()));
            assertThat(Math.abs(difference)).as(column.name()).isLessThan(MISSING_RATE_TOLERANCE);
        }
    }

    @ParameterizedTest
    @CsvSource({"adult", "diamonds"})
    void copiesNoMoreTrainingRowsThanAHoldoutHolds(String name) {
        TypedTable whole = SampleTables.real(name);
        int[] shuffled = shuffled(whole.table().rows());
        int half = shuffled.length / 2;
        Table training = whole.table().select(Arrays.copyOf(shuffled, half));
        Table holdout = whole.table().select(Arrays.copyOfRange(shuffled, half, 2 * half));
        Table sample = sample(new TypedTable(whole.schema(), training), half);
        assertThat(ExactCopies.rate(training, sample)).isLessThanOrEqualTo(ExactCopies.rate(training, holdout));
    }

    private static Table sample(TypedTable table, int rows) {
        try (TableSampler sampler = new GaussianCopula()
                .fit(table, FitOptions.ofSeed(1), ProgressListener.NONE, Cancellation.NONE)
                .open(OnnxDevice.CPU, 2)) {
            return sampler.sample(rows, 7);
        }
    }

    private static double rate(Column column) {
        return (double) column.missingCount() / column.size();
    }

    private static int[] shuffled(int rows) {
        int[] order = IntStream.range(0, rows).toArray();
        RandomStream stream = new Seeds(3).stream();
        for (int i = rows - 1; i > 0; i--) {
            int other = stream.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[other];
            order[other] = swapped;
        }
        return order;
    }
}
