package io.inferloop.tabular.core.synthesis.cart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.inferloop.tabular.core.model.Conditions;
import io.inferloop.tabular.core.model.TableSampler;
import io.inferloop.tabular.core.onnx.runtime.OnnxDevice;
import io.inferloop.tabular.core.synthesis.Cancellation;
import io.inferloop.tabular.core.synthesis.FitOptions;
import io.inferloop.tabular.core.synthesis.ProgressListener;
import io.inferloop.tabular.core.synthesis.SampleTables;
import io.inferloop.tabular.core.table.CategoricalColumn;
import io.inferloop.tabular.core.table.Column;
import io.inferloop.tabular.core.table.NumericColumn;
import io.inferloop.tabular.core.table.Table;
import io.inferloop.tabular.core.table.TypedTable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whether rows that are given something are, in all else, like the real rows that have it. */
class CartConditionsTest {

    private static final int ROWS = 1000;

    /** What a model may be off beyond what two samples of the same rows are. */
    private static final double MARGIN = 0.03;

    /** Real women of such an income: 1 179 of 32 561 rows, unlike the others in most columns. */
    @Test
    void rowsHaveWhatIsGivenAndTheRestFollows() {
        TypedTable adult = SampleTables.real("adult");
        Table sample;
        try (TableSampler sampler = new Cart()
                .fit(
                        adult,
                        new FitOptions(1, 2, Map.of(), null, List.of("sex", "income")),
                        ProgressListener.NONE,
                        Cancellation.NONE)
                .open(OnnxDevice.CPU, 1)) {
            sample = sampler.sample(ROWS, 3, Conditions.of(Map.of("sex", "Female", "income", ">50K")));
        }
        assertThat(rowsOfSuchWomen(sample)).hasSize(ROWS);
        Table real = adult.table().select(rowsOfSuchWomen(adult.table()));
        for (Column column : real.columns()) {
            double distance = distance(column, sample.column(column.name()));
            double bound = byChance(column) + MARGIN;
            assertThat(distance).as(column.name()).isLessThan(bound);
            double ofAll = distance(column, adult.table().column(column.name()));
            if (ofAll > bound) {
                assertThat(distance).as(column.name()).isLessThan(ofAll / 2);
            }
        }
        assertThat(mean(sample.column("hours-per-week"))).isCloseTo(mean(real.column("hours-per-week")), within(1.5));
    }

    private static int[] rowsOfSuchWomen(Table table) {
        return IntStream.range(0, table.rows())
                .filter(row -> "Female".equals(label(table.column("sex"), row))
                        && ">50K".equals(label(table.column("income"), row)))
                .toArray();
    }

    /** Kolmogorov-Smirnov of numbers, total variation of labels. */
    private static double distance(Column real, Column other) {
        if (real instanceof NumericColumn numbers) {
            double[] left = sorted(numbers);
            double[] right = sorted((NumericColumn) other);
            return Arrays.stream(left)
                    .map(value -> Math.abs(shareUpTo(left, value) - shareUpTo(right, value)))
                    .max()
                    .orElseThrow();
        }
        Map<String, Double> shares = shares(real);
        shares(other).forEach((label, share) -> shares.merge(label, -share, Double::sum));
        return shares.values().stream().mapToDouble(Math::abs).sum() / 2;
    }

    /** What two samples of the same rows differ by: the 95 % quantile of numbers, the mean of labels. */
    private static double byChance(Column real) {
        double ofBoth = Math.sqrt(1.0 / ROWS + 1.0 / real.size());
        return real instanceof NumericColumn
                ? 1.36 * ofBoth
                : shares(real).values().stream()
                                .mapToDouble(share -> Math.sqrt(2 / Math.PI * share * (1 - share)))
                                .sum()
                        * ofBoth
                        / 2;
    }

    private static Map<String, Double> shares(Column column) {
        Map<String, Double> shares = new TreeMap<>();
        for (int row = 0; row < column.size(); row++) {
            shares.merge(label(column, row), 1.0 / column.size(), Double::sum);
        }
        return shares;
    }

    private static String label(Column column, int row) {
        CategoricalColumn labels = (CategoricalColumn) column;
        return labels.isMissing(row) ? "" : labels.categories().get(labels.codes()[row]);
    }

    private static double[] sorted(NumericColumn numbers) {
        return Arrays.stream(numbers.values()).sorted().toArray();
    }

    private static double shareUpTo(double[] sorted, double value) {
        return Arrays.stream(sorted).filter(other -> other <= value).count() / (double) sorted.length;
    }

    private static double mean(Column column) {
        return Arrays.stream(((NumericColumn) column).values()).average().orElseThrow();
    }
}
