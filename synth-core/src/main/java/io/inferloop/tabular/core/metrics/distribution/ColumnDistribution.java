package io.inferloop.tabular.core.metrics.distribution;

import io.inferloop.tabular.core.table.BooleanColumn;
import io.inferloop.tabular.core.table.CategoricalColumn;
import io.inferloop.tabular.core.table.Column;
import io.inferloop.tabular.core.table.ColumnType;
import io.inferloop.tabular.core.table.DatetimeColumn;
import io.inferloop.tabular.core.table.KeyColumn;
import io.inferloop.tabular.core.table.NumericColumn;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One column of the real table and of the synthetic one, in the same terms. */
public sealed interface ColumnDistribution {

    String name();

    ColumnType type();

    /** The cells without a value, of all cells. */
    Shares missing();

    /**
     * Numbers and datetimes, as shares of the present values.
     *
     * @param bins ascending, without gaps; the outermost also hold what lies beyond them. Empty where the real table has
     *     too few values
     */
    record Histogram(String name, ColumnType type, Shares missing, List<Bin> bins) implements ColumnDistribution {
        public Histogram {
            bins = List.copyOf(bins);
        }
    }

    /**
     * Values from {@code from} up to {@code to}, that one left out.
     *
     * @param from a number, or milliseconds since 1970-01-01T00:00Z
     */
    record Bin(double from, double to, Shares shares) {}

    /**
     * Categories and booleans, as shares of the present values.
     *
     * @param bars the most frequent labels of the real table, descending
     * @param other all other labels together, of either table
     * @param otherLabels how many labels of the real table that is
     */
    record Labels(String name, ColumnType type, Shares missing, List<Bar> bars, Shares other, int otherLabels)
            implements ColumnDistribution {
        public Labels {
            bars = List.copyOf(bars);
        }
    }

    record Bar(String label, Shares shares) {}

    /**
     * Identifiers and personal data, which are made anew: there is nothing to compare but what is missing, and what came out that
     * should not.
     *
     * @param copies the share of the synthetic values that are values of the real table
     */
    record Keys(String name, ColumnType type, Shares missing, double copies) implements ColumnDistribution {}

    /**
     * Compares two columns that were read with one schema.
     *
     * @throws IllegalArgumentException if they are not of one kind
     */
    static ColumnDistribution of(Column real, Column synthetic, MinimumCount minimum) {
        if (real.getClass() != synthetic.getClass()) {
            throw new IllegalArgumentException("Column '%s' is %s in the real table and %s in the synthetic one"
                    .formatted(real.name(), real.type(), synthetic.type()));
        }
        int realMissing = real.missingCount();
        Shares missing =
                new Shares(minimum.share(realMissing, real.size()), share(synthetic.missingCount(), synthetic.size()));
        return switch (real) {
            case NumericColumn column ->
                new Histogram(
                        column.name(),
                        column.type(),
                        missing,
                        HistogramCount.of(
                                column.values(),
                                ((NumericColumn) synthetic).values(),
                                minimum,
                                (low, high) -> BinEdges.ofNumbers(low, high, column.decimals())));
            case DatetimeColumn column ->
                new Histogram(
                        column.name(),
                        column.type(),
                        missing,
                        HistogramCount.of(
                                millis(column), millis((DatetimeColumn) synthetic), minimum, BinEdges::ofTimes));
            case CategoricalColumn column ->
                LabelCount.of(column, (CategoricalColumn) synthetic).distribution(missing, minimum);
            case BooleanColumn column ->
                LabelCount.of(column, (BooleanColumn) synthetic).distribution(missing, minimum);
            case KeyColumn column ->
                new Keys(column.name(), column.type(), missing, copies(column, (KeyColumn) synthetic));
        };
    }

    private static double[] millis(DatetimeColumn column) {
        double[] millis = new double[column.size()];
        for (int row = 0; row < millis.length; row++) {
            millis[row] = column.isMissing(row) ? Double.NaN : column.epochMillis()[row];
        }
        return millis;
    }

    private static double copies(KeyColumn real, KeyColumn synthetic) {
        Set<String> originals = new HashSet<>();
        for (String value : real.values()) {
            if (value != null) {
                originals.add(value);
            }
        }
        long copies = Arrays.stream(synthetic.values())
                .filter(value -> value != null && originals.contains(value))
                .count();
        return share(copies, synthetic.size() - synthetic.missingCount());
    }

    static double share(long count, long total) {
        return total == 0 ? 0 : (double) count / total;
    }
}
