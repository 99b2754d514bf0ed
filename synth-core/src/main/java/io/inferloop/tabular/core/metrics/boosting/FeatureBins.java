package io.inferloop.tabular.core.metrics.boosting;

import io.inferloop.tabular.core.table.BooleanColumn;
import io.inferloop.tabular.core.table.CategoricalColumn;
import io.inferloop.tabular.core.table.Column;
import io.inferloop.tabular.core.table.DatetimeColumn;
import io.inferloop.tabular.core.table.KeyColumn;
import io.inferloop.tabular.core.table.NumericColumn;
import io.inferloop.tabular.core.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Cuts columns into the bins that trees split at, learned from one table and good for any other with those columns. Numbers
 * and datetimes: one bin per value, or quantiles where there are more values than bins. Labels: the most frequent ones, the
 * others together. Keys are left out, and whatever else is named.
 */
public final class FeatureBins {

    private static final int MOST_BINS = 255;
    private static final int FEWEST_BINS = 15;

    /** Bins of all columns together: bounds the memory of a growing tree, 24 bytes a bin and leaf. */
    private static final int ALL_BINS = 64_000;

    private final List<Cutter> cutters;

    private FeatureBins(List<Cutter> cutters) {
        this.cutters = List.copyOf(cutters);
    }

    /** Learned from {@code table}; columns in {@code leftOut} are no features. */
    public static FeatureBins of(Table table, Set<String> leftOut) {
        int most = Math.clamp(ALL_BINS / table.columns().size(), FEWEST_BINS, MOST_BINS);
        List<Cutter> cutters = new ArrayList<>();
        for (Column column : table.columns()) {
            if (leftOut.contains(column.name())) {
                continue;
            }
            switch (column) {
                case NumericColumn unused -> cutters.add(Cuts.of(column, most));
                case DatetimeColumn unused -> cutters.add(Cuts.of(column, most));
                case CategoricalColumn unused -> cutters.add(LabelBins.of(column, most));
                case BooleanColumn unused -> cutters.add(LabelBins.of(column, most));
                case KeyColumn unused -> {
                    // made anew, so it tells nothing
                }
            }
        }
        return new FeatureBins(cutters);
    }

    /** How many columns are features. */
    public int size() {
        return cutters.size();
    }

    /**
     * The rows of a table with these columns. A label that is not known here counts as missing.
     *
     * @throws IllegalArgumentException if a column is not there, or of another kind
     */
    public BinnedRows bin(Table table) {
        return new BinnedRows(
                cutters.stream()
                        .map(cutter -> cutter.bin(table.column(cutter.name())))
                        .toList(),
                table.rows());
    }

    private sealed interface Cutter {
        String name();

        BinnedRows.Feature bin(Column column);
    }

    /** @param cuts ascending; a value has the bin of how many cuts are less than it */
    private record Cuts(String name, double[] cuts) implements Cutter {

        static Cuts of(Column column, int most) {
            double[] sorted = Arrays.stream(numbers(column))
                    .filter(value -> !Double.isNaN(value))
                    .sorted()
                    .toArray();
            double[] distinct = Arrays.stream(sorted).distinct().toArray();
            if (distinct.length <= most) {
                return new Cuts(
                        column.name(),
                        IntStream.range(1, distinct.length)
                                .mapToDouble(i -> distinct[i - 1] + (distinct[i] - distinct[i - 1]) / 2)
                                .toArray());
            }
            return new Cuts(
                    column.name(),
                    IntStream.range(1, most)
                            .mapToDouble(i -> sorted[(int) ((long) i * sorted.length / most)])
                            .distinct()
                            .toArray());
        }

        @Override
        public BinnedRows.Feature bin(Column column) {
            double[] values = numbers(column);
            byte[] bins = new byte[values.length];
            for (int row = 0; row < bins.length; row++) {
                bins[row] = (byte) (Double.isNaN(values[row]) ? cuts.length + 1 : below(values[row]));
            }
            return new BinnedRows.Feature(bins, cuts.length + 2, false);
        }

        private int below(double value) {
            int from = 0;
            int to = cuts.length;
            while (from < to) {
                int middle = (from + to) >>> 1;
                if (cuts[middle] < value) {
                    from = middle + 1;
                } else {
                    to = middle;
                }
            }
            return from;
        }
    }

    /**
     * @param bins by label
     * @param size bins of labels, the last one of all that have none of their own
     */
    private record LabelBins(String name, Map<String, Integer> bins, int size) implements Cutter {

        static LabelBins of(Column column, int most) {
            List<String> labels = labels(column);
            int[] counts = new int[labels.size()];
            int[] codes = codes(column);
            for (int code : codes) {
                if (code >= 0) {
                    counts[code]++;
                }
            }
            List<Integer> byCount = IntStream.range(0, counts.length)
                    .filter(code -> counts[code] > 0)
                    .boxed()
                    .sorted(Comparator.comparingInt((Integer code) -> -counts[code]))
                    .toList();
            Map<String, Integer> bins = new HashMap<>();
            for (int code : byCount) {
                bins.put(labels.get(code), Math.min(bins.size(), most - 1));
            }
            return new LabelBins(column.name(), Map.copyOf(bins), Math.min(bins.size(), most));
        }

        @Override
        public BinnedRows.Feature bin(Column column) {
            List<String> labels = labels(column);
            int[] byCode = labels.stream()
                    .mapToInt(label -> bins.getOrDefault(label, size))
                    .toArray();
            int[] codes = codes(column);
            byte[] binned = new byte[codes.length];
            for (int row = 0; row < binned.length; row++) {
                binned[row] = (byte) (codes[row] < 0 ? size : byCode[codes[row]]);
            }
            return new BinnedRows.Feature(binned, size + 1, true);
        }

        private static List<String> labels(Column column) {
            return switch (column) {
                case CategoricalColumn categories -> categories.categories();
                case BooleanColumn unused -> List.of("false", "true");
                case NumericColumn numbers -> throw otherKind(numbers);
                case DatetimeColumn times -> throw otherKind(times);
                case KeyColumn keys -> throw otherKind(keys);
            };
        }

        /** An index into the labels per row, negative where the cell is missing. */
        private static int[] codes(Column column) {
            return switch (column) {
                case CategoricalColumn categories -> categories.codes();
                case BooleanColumn flags ->
                    IntStream.range(0, flags.size())
                            .map(row -> flags.values()[row])
                            .toArray();
                case NumericColumn numbers -> throw otherKind(numbers);
                case DatetimeColumn times -> throw otherKind(times);
                case KeyColumn keys -> throw otherKind(keys);
            };
        }
    }

    private static double[] numbers(Column column) {
        return switch (column) {
            case NumericColumn numbers -> numbers.values();
            case DatetimeColumn times ->
                IntStream.range(0, times.size())
                        .mapToDouble(row -> times.isMissing(row) ? Double.NaN : times.epochMillis()[row])
                        .toArray();
            case CategoricalColumn labels -> throw otherKind(labels);
            case BooleanColumn flags -> throw otherKind(flags);
            case KeyColumn keys -> throw otherKind(keys);
        };
    }

    private static IllegalArgumentException otherKind(Column column) {
        return new IllegalArgumentException("Column '%s' is %s in one table and of another kind in the other"
                .formatted(column.name(), column.type()));
    }
}
