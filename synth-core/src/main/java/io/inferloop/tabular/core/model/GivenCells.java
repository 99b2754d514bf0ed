package io.inferloop.tabular.core.model;

import io.inferloop.tabular.core.random.Seeds;
import io.inferloop.tabular.core.table.CategoricalColumn;
import io.inferloop.tabular.core.table.CellNumber;
import io.inferloop.tabular.core.table.Column;
import io.inferloop.tabular.core.table.ColumnSchema;
import io.inferloop.tabular.core.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** The cells of a sample that its user gives, as the graph's inputs {@code given} and {@code is_given} take them. */
sealed interface GivenCells {

    /**
     * Fills both matrices, [rows, learned columns] and row-major, for rows {@code firstRow ..}; {@code given} is 0 where {@code isGiven}
     * is false.
     */
    void fill(double[] given, boolean[] isGiven, long firstRow, int rows);

    /**
     * The same values in every row.
     *
     * @throws InvalidConditionsException if the model cannot be given these
     */
    static Everywhere everywhere(Conditions conditions, ModelDescription model) {
        List<String> mistakes = conditions.mistakes(model);
        if (!mistakes.isEmpty()) {
            throw new InvalidConditionsException(mistakes);
        }
        List<ColumnSchema> learned = model.schema().learned();
        double[] values = new double[learned.size()];
        boolean[] given = new boolean[values.length];
        for (Conditions.Cell cell : conditions.cells()) {
            ColumnSchema column = model.schema().column(cell.column());
            int at = learned.indexOf(column);
            values[at] = CellNumber.of(column, cell.text());
            given[at] = true;
        }
        return new Everywhere(values, given);
    }

    /**
     * Every cell of a table, the missing ones as missing.
     *
     * @throws InvalidConditionsException if the model cannot be given these
     */
    static GivenCells all(Table table, ModelDescription model) {
        List<ColumnSchema> learned = model.schema().learned();
        double[][] columns = new double[learned.size()][];
        List<String> mistakes = new ArrayList<>();
        for (int i = 0; i < columns.length; i++) {
            Column column = table.column(learned.get(i).name());
            columns[i] = numbers(column, learned.get(i));
            mistakes.addAll(unknownLabels(column, learned.get(i), columns[i]));
        }
        if (!mistakes.isEmpty()) {
            throw new InvalidConditionsException(
                    mistakes.stream().distinct().limit(20).toList());
        }
        return new All(columns);
    }

    /**
     * These, and the values of one more column by their shares. The shares are met to within a row or two in every run of rows, since
     * multiples of the golden ratio are spread evenly.
     *
     * @param others values that the column has without the rebalancing, as often as it has them; those with a share are passed over
     * @throws InvalidConditionsException if rows are left and there is no other value
     */
    static GivenCells rebalanced(
            Everywhere everywhere, Rebalancing rebalancing, ModelDescription model, Column others, Seeds seeds) {
        ColumnSchema column = model.schema().column(rebalancing.column());
        List<String> texts = rebalancing.shares().keySet().stream().sorted().toList();
        double[] values =
                texts.stream().mapToDouble(text -> CellNumber.of(column, text)).toArray();
        double[] shares = texts.stream().mapToDouble(rebalancing.shares()::get).toArray();
        double[] rest = !rebalancing.leavesRows()
                ? new double[0]
                : IntStream.range(0, others.size())
                        .mapToDouble(row -> CellNumber.at(others, row))
                        .filter(value -> Arrays.stream(values).noneMatch(listed -> listed == value))
                        .toArray();
        if (rest.length == 0 && rebalancing.leavesRows()) {
            throw new InvalidConditionsException(List.of(
                    "The shares in column '%s' come to less than 1, and the model makes no other value for the rows that are left"
                            .formatted(column.name())));
        }
        return new Rebalanced(everywhere, model.schema().learned().indexOf(column), values, shares, rest, seeds);
    }

    /**
     * What each row of a table has, where that is not missing and no label that the model does not know.
     *
     * @throws InvalidConditionsException if the model cannot be given these
     */
    static GivenCells of(Table table, ModelDescription model) {
        List<ColumnSchema> learned = model.schema().learned();
        double[][] columns = new double[learned.size()][];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = numbers(table.column(learned.get(i).name()), learned.get(i));
        }
        PerRow cells = new PerRow(columns);
        List<String> mistakes = new ArrayList<>();
        cells.patterns(table.rows())
                .forEach(pattern ->
                        model.conditioning().refusal(names(pattern, learned)).ifPresent(mistakes::add));
        if (!mistakes.isEmpty()) {
            throw new InvalidConditionsException(
                    mistakes.stream().distinct().limit(20).toList());
        }
        return cells;
    }

    private static double[] numbers(Column column, ColumnSchema schema) {
        double[] numbers = new double[column.size()];
        double[] codes = column instanceof CategoricalColumn labels
                ? labels.categories().stream()
                        .mapToDouble(label -> CellNumber.of(schema, label))
                        .toArray()
                : null;
        for (int row = 0; row < numbers.length; row++) {
            double number = CellNumber.at(column, row);
            numbers[row] = codes == null || Double.isNaN(number) ? number : codes[(int) number];
        }
        return numbers;
    }

    private static Set<String> unknownLabels(Column column, ColumnSchema schema, double[] numbers) {
        Set<String> mistakes = new LinkedHashSet<>();
        for (int row = 0; row < numbers.length && column instanceof CategoricalColumn labels; row++) {
            if (Double.isNaN(numbers[row]) && !column.isMissing(row)) {
                String label = labels.categories().get((int) CellNumber.at(column, row));
                CellNumber.mistake(schema, label).ifPresent(mistakes::add);
            }
        }
        return mistakes;
    }

    private static Set<String> names(BitSet pattern, List<ColumnSchema> learned) {
        Set<String> names = new HashSet<>();
        pattern.stream().forEach(column -> names.add(learned.get(column).name()));
        return names;
    }

    record Everywhere(double[] values, boolean[] isGiven) implements GivenCells {

        @Override
        public void fill(double[] given, boolean[] is, long firstRow, int rows) {
            for (int row = 0; row < rows; row++) {
                System.arraycopy(values, 0, given, row * values.length, values.length);
                System.arraycopy(isGiven, 0, is, row * values.length, values.length);
            }
        }
    }

    /** @param columns one array per learned column; NaN where the cell is missing */
    record All(double[][] columns) implements GivenCells {

        @Override
        public void fill(double[] given, boolean[] isGiven, long firstRow, int rows) {
            for (int column = 0; column < columns.length; column++) {
                for (int row = 0; row < rows; row++) {
                    int at = row * columns.length + column;
                    given[at] = columns[column][Math.toIntExact(firstRow + row)];
                    isGiven[at] = true;
                }
            }
        }
    }

    /**
     * @param at the column's place among the learned ones
     * @param rest values for the rows that no share takes, each as often as it comes; NaN where missing
     */
    record Rebalanced(Everywhere everywhere, int at, double[] values, double[] shares, double[] rest, Seeds seeds)
            implements GivenCells {

        private static final double GOLDEN_RATIO = 0.618_033_988_749_894_9;

        @Override
        public void fill(double[] given, boolean[] isGiven, long firstRow, int rows) {
            everywhere.fill(given, isGiven, firstRow, rows);
            int width = everywhere.values().length;
            double start = (seeds.value() >>> 11) * 0x1p-53;
            for (int row = 0; row < rows; row++) {
                double turns = start + (firstRow + row) * GOLDEN_RATIO;
                given[row * width + at] = value(turns - Math.floor(turns), firstRow + row);
                isGiven[row * width + at] = true;
            }
        }

        private double value(double part, long row) {
            double end = 0;
            for (int i = 0; i < values.length; i++) {
                end += shares[i];
                if (part < end) {
                    return values[i];
                }
            }
            // Rounding alone may leave a row where no value is left for it.
            return rest.length == 0
                    ? values[values.length - 1]
                    : rest[(int) Math.floorMod(seeds.child(row).value(), (long) rest.length)];
        }
    }

    /** @param columns one array per learned column; NaN where the cell is to be sampled */
    record PerRow(double[][] columns) implements GivenCells {

        @Override
        public void fill(double[] given, boolean[] isGiven, long firstRow, int rows) {
            Arrays.fill(given, 0);
            for (int column = 0; column < columns.length; column++) {
                for (int row = 0; row < rows; row++) {
                    double value = columns[column][Math.toIntExact(firstRow + row)];
                    int at = row * columns.length + column;
                    isGiven[at] = !Double.isNaN(value);
                    given[at] = isGiven[at] ? value : 0;
                }
            }
        }

        /** Which columns are given together, each combination once. */
        Set<BitSet> patterns(int rows) {
            Set<BitSet> patterns = new LinkedHashSet<>();
            for (int row = 0; row < rows; row++) {
                BitSet pattern = new BitSet();
                for (int column = 0; column < columns.length; column++) {
                    if (!Double.isNaN(columns[column][row])) {
                        pattern.set(column);
                    }
                }
                patterns.add(pattern);
            }
            return patterns;
        }
    }
}
