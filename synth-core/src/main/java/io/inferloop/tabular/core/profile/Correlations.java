package io.inferloop.tabular.core.profile;

import io.inferloop.tabular.core.table.BooleanColumn;
import io.inferloop.tabular.core.table.CategoricalColumn;
import io.inferloop.tabular.core.table.Column;
import io.inferloop.tabular.core.table.DatetimeColumn;
import io.inferloop.tabular.core.table.KeyColumn;
import io.inferloop.tabular.core.table.NumericColumn;
import io.inferloop.tabular.core.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntToDoubleFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How columns go together, in two matrices: numbers and points in time by Pearson's correlation, categories and booleans by Cramér's V.
 * Keys and pairs of the two kinds have none. Wide tables are cut to the first columns of each kind, long ones to evenly spaced rows.
 *
 * @param rowsUsed rows that were looked at
 */
public record Correlations(int rowsUsed, Matrix numeric, Matrix categorical) {

    /** Columns of each kind. */
    static final int MOST_COLUMNS = 50;

    static final int MOST_ROWS = 100_000;

    /** Labels of one column that are told apart; rarer ones count as one. */
    private static final int MOST_LABELS = 100;

    /**
     * A symmetric matrix.
     *
     * @param measure {@code pearson}, over the rows in which neither cell is missing, or {@code cramers_v}, bias-corrected (Bergsma, "A
     *     bias-correction for Cramér's V and Tschuprow's T", 2013)
     * @param columns names of its rows and columns
     * @param columnsLeftOut columns of this kind that had no room
     * @param values null where a column does not vary
     */
    public record Matrix(
            String measure, List<String> columns, int columnsLeftOut, List<List<@Nullable Double>> values) {}

    static Correlations of(Table table, IntConsumer progress) {
        int[] rows = rows(table.rows());
        Chosen<double[]> numbers = new Chosen<>();
        Chosen<int[]> codes = new Chosen<>();
        for (Column column : table.columns()) {
            String name = column.name();
            switch (column) {
                case NumericColumn it -> numbers.add(name, () -> pick(rows, row -> it.values()[row]));
                case DatetimeColumn it ->
                    numbers.add(name, () -> pick(rows, row -> it.isMissing(row) ? Double.NaN : it.epochMillis()[row]));
                case CategoricalColumn it ->
                    codes.add(
                            name,
                            () -> frequent(
                                    Arrays.stream(rows)
                                            .map(row -> it.codes()[row])
                                            .toArray(),
                                    it.categories()));
                case BooleanColumn it ->
                    codes.add(
                            name,
                            () -> Arrays.stream(rows)
                                    .map(row -> it.values()[row])
                                    .toArray());
                case KeyColumn it -> {}
            }
        }
        Matrix numeric = numbers.matrix("pearson", Correlations::pearson, progress);
        int before = numbers.columns.size();
        Matrix categorical = codes.matrix("cramers_v", Correlations::cramersV, done -> progress.accept(before + done));
        return new Correlations(rows.length, numeric, categorical);
    }

    /** The first columns of one kind. */
    private static final class Chosen<C> {

        private final List<String> names = new ArrayList<>();
        private final List<C> columns = new ArrayList<>();
        private int leftOut;

        void add(String name, Supplier<C> column) {
            if (columns.size() < MOST_COLUMNS) {
                names.add(name);
                columns.add(column.get());
            } else {
                leftOut++;
            }
        }

        Matrix matrix(String measure, Measure<C> pair, IntConsumer progress) {
            return new Matrix(measure, List.copyOf(names), leftOut, values(columns, pair, progress));
        }
    }

    private interface Measure<C> {
        @Nullable
        Double of(C a, C b);
    }

    private static <C> List<List<@Nullable Double>> values(List<C> columns, Measure<C> measure, IntConsumer progress) {
        int size = columns.size();
        @Nullable Double[][] values = new @Nullable Double[size][size];
        for (int a = 0; a < size; a++) {
            for (int b = 0; b <= a; b++) {
                values[a][b] = measure.of(columns.get(a), columns.get(b));
                values[b][a] = values[a][b];
            }
            progress.accept(a + 1);
        }
        return Arrays.stream(values).map(Arrays::asList).toList();
    }

    private static @Nullable Double pearson(double[] a, double[] b) {
        int n = 0;
        double meanA = 0;
        double meanB = 0;
        double squaresA = 0;
        double squaresB = 0;
        double products = 0;
        for (int row = 0; row < a.length; row++) {
            if (!Double.isNaN(a[row]) && !Double.isNaN(b[row])) {
                n++;
                double offA = a[row] - meanA;
                double offB = b[row] - meanB;
                meanA += offA / n;
                meanB += offB / n;
                squaresA += offA * (a[row] - meanA);
                squaresB += offB * (b[row] - meanB);
                products += offA * (b[row] - meanB);
            }
        }
        double scale = Math.sqrt(squaresA) * Math.sqrt(squaresB);
        return scale == 0 ? null : (Double) Math.clamp(products / scale, -1, 1);
    }

    private static @Nullable Double cramersV(int[] a, int[] b) {
        int height = 1 + Arrays.stream(a).max().orElse(-1);
        int width = 1 + Arrays.stream(b).max().orElse(-1);
        long[] cells = new long[height * width];
        long[] sumsA = new long[height];
        long[] sumsB = new long[width];
        long n = 0;
        for (int row = 0; row < a.length; row++) {
            if (a[row] >= 0 && b[row] >= 0) {
                cells[a[row] * width + b[row]]++;
                sumsA[a[row]]++;
                sumsB[b[row]]++;
                n++;
            }
        }
        long levelsA = Arrays.stream(sumsA).filter(it -> it > 0).count();
        long levelsB = Arrays.stream(sumsB).filter(it -> it > 0).count();
        if (levelsA < 2 || levelsB < 2) {
            return null;
        }
        double phi = -1; // chi-square / n = sum(cell^2 / (row sum * column sum)) - 1
        for (int i = 0; i < cells.length; i++) {
            if (cells[i] > 0) {
                phi += (double) cells[i] / sumsA[i / width] * cells[i] / sumsB[i % width];
            }
        }
        double freedom = n - 1.0;
        double corrected = Math.max(0, phi - (levelsA - 1) * (levelsB - 1) / freedom);
        double roomA = levelsA - 1 - (levelsA - 1) * (levelsA - 1) / freedom;
        double roomB = levelsB - 1 - (levelsB - 1) * (levelsB - 1) / freedom;
        double room = Math.min(roomA, roomB);
        return room <= 0 ? null : (Double) Math.min(1, Math.sqrt(corrected / room));
    }

    /** The same codes, with those of all but the most frequent labels as one. */
    private static int[] frequent(int[] codes, List<String> labels) {
        if (labels.size() <= MOST_LABELS) {
            return codes;
        }
        int[] rank = new int[labels.size()];
        Arrays.fill(rank, MOST_LABELS - 1);
        int[] order = CategoryCounts.of(codes, labels)
                .byFrequency()
                .limit(MOST_LABELS - 1)
                .toArray();
        IntStream.range(0, order.length).forEach(place -> rank[order[place]] = place);
        return Arrays.stream(codes).map(code -> code < 0 ? code : rank[code]).toArray();
    }

    private static int[] rows(int all) {
        int used = Math.min(all, MOST_ROWS);
        return IntStream.range(0, used).map(i -> (int) ((long) i * all / used)).toArray();
    }

    private static double[] pick(int[] rows, IntToDoubleFunction value) {
        return Arrays.stream(rows).mapToDouble(value).toArray();
    }
}
