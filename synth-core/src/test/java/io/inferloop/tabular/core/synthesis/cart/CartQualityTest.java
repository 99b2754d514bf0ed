package io.inferloop.tabular.core.synthesis.cart;

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
import io.inferloop.tabular.core.table.Table;
import io.inferloop.tabular.core.table.TypedTable;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the model must reach from a random half of a real table, beside a table of independent columns and the other half. */
class CartQualityTest {

    /** Of the distance from independent columns to the other half, the trend of which is what can be had. */
    private static final double LEAST_PART_OF_TREND = 0.7;

    @Test
    void keepsMostOfTheDependenceThatTheOtherHalfHas() {
        TypedTable whole = SampleTables.real("adult");
        int[] shuffled = shuffled(whole.table().rows());
        int half = 8000;
        Table training = whole.table().select(Arrays.copyOf(shuffled, half));
        Table holdout = whole.table().select(Arrays.copyOfRange(shuffled, half, 2 * half));
        Table sample;
        try (TableSampler sampler = new Cart()
                .fit(
                        new TypedTable(whole.schema(), training),
                        FitOptions.ofSeed(1),
                        ProgressListener.NONE,
                        Cancellation.NONE)
                .open(OnnxDevice.CPU, 2)) {
            sample = sampler.sample(half, 7);
        }
        double trend = trend(training, sample);
        double independent = trend(training, PermutedColumnsBaseline.of(training, half, 1));
        double ceiling = trend(training, holdout);
        System.out.printf(
                "cart on adult: trends %.4f (independent columns %.4f, other half %.4f)%n",
                trend, independent, ceiling);
        assertThat(trend).isGreaterThan(independent + LEAST_PART_OF_TREND * (ceiling - independent));
        assertThat(ExactCopies.rate(training, sample)).isLessThanOrEqualTo(ExactCopies.rate(training, holdout));
    }

    private static double trend(Table real, Table other) {
        return Objects.requireNonNull(
                QualityReport.of(real, other).columnPairTrends().scoreRealEdges());
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
