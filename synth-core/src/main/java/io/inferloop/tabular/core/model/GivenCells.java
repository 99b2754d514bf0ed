package io.inferloop.tabular.core.model;

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
    static GivenCells everywhere(Conditions conditions, ModelDescription model) {
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
            columns[i] = numbers(table.column(learned.get(i).name()), learned.get(i), mistakes);
        }
        if (!mistakes.isEmpty()) {
            throw new InvalidConditionsException(
                    mistakes.stream().distinct().limit(20).toList());
        }
        return new All(columns);
    }

    /**
     * What each row of a table has, where that is not missing.
     *
     * @throws InvalidConditionsException if the model cannot be given these
     */
    static GivenCells of(Table table, ModelDescription model) {
        List<ColumnSchema> learned = model.schema().learned();
        double[][] columns = new double[learned.size()][];
        List<String> mistakes = new ArrayList<>();
        for (int i = 0; i < columns.length; i++) {
            columns[i] = numbers(table.column(learned.get(i).name()), learned.get(i), mistakes);
        }
        PerRow cells = new PerRow(columns);
        if (mistakes.isEmpty()) {
            cells.patterns(table.rows())
                    .forEach(pattern -> model.conditioning()
                            .refusal(names(pattern, learned))
                            .ifPresent(mistakes::add));
        }
        if (!mistakes.isEmpty()) {
            throw new InvalidConditionsException(
                    mistakes.stream().distinct().limit(20).toList());
        }
        return cells;
    }

    private static double[] numbers(Column column, ColumnSchema schema, List<String> mistakes) {
        double[] numbers = new double[column.size()];
        double[] codes = column instanceof CategoricalColumn labels
                ? labels.categories().stream()
                        .mapToDouble(label -> CellNumber.of(schema, label))
                        .toArray()
                : null;
        for (int row = 0; row < numbers.length; row++) {
            double number = CellNumber.at(column, row);
            numbers[row] = codes == null || Double.isNaN(number) ? number : codes[(int) number];
            if (Double.isNaN(numbers[row]) && !column.isMissing(row)) {
                String label = ((CategoricalColumn) column).categories().get((int) number);
                CellNumber.mistake(schema, label).ifPresent(mistakes::add);
            }
        }
        return numbers;
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
