package io.inferloop.tabular.core.model;

import io.inferloop.tabular.core.table.CellNumber;
import io.inferloop.tabular.core.table.ColumnSchema;
import io.inferloop.tabular.core.table.TableSchema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the rows of a sample shall have in some columns.
 *
 * @param cells what every row has; at most one per column
 * @param rebalancing shares that values of another column have; null for none
 */
public record Conditions(List<Cell> cells, @Nullable Rebalancing rebalancing) {

    public static final Conditions NONE = new Conditions(List.of());

    /**
     * One column's value.
     *
     * @param text as a file would write it; null for a missing cell
     */
    public record Cell(String column, @Nullable String text) {}

    public Conditions {
        cells = List.copyOf(cells);
        if (cells.stream().map(Cell::column).distinct().count() != cells.size()) {
            throw new IllegalArgumentException("A column is given twice: " + cells);
        }
    }

    /** The same in every row. */
    public Conditions(List<Cell> cells) {
        this(cells, null);
    }

    /** These, and shares of another column's values. */
    public Conditions with(@Nullable Rebalancing shares) {
        return new Conditions(cells, shares);
    }

    /**
     * Conditions on columns by name.
     *
     * @param values texts, numbers, truth values, and null for a missing cell
     * @throws InvalidConditionsException if a value is anything else
     */
    public static Conditions of(Map<String, ?> values) {
        List<String> mistakes = new ArrayList<>();
        List<Cell> cells = new ArrayList<>();
        values.forEach((column, value) -> {
            switch (value) {
                case null -> cells.add(new Cell(column, null));
                case String text -> cells.add(new Cell(column, text));
                case Boolean truth -> cells.add(new Cell(column, truth.toString()));
                case Number number -> cells.add(new Cell(column, text(number)));
                default ->
                    mistakes.add("Column '%s' must be given a text, a number, true, false or null, got %s"
                            .formatted(column, value));
            }
        });
        if (!mistakes.isEmpty()) {
            throw new InvalidConditionsException(mistakes);
        }
        return new Conditions(cells);
    }

    public boolean isEmpty() {
        return cells.isEmpty() && rebalancing == null;
    }

    /** The columns that a model is given for them, the rebalanced one last. */
    public List<String> columns() {
        Stream<String> rebalanced = rebalancing == null ? Stream.empty() : Stream.of(rebalancing.column());
        return Stream.concat(cells.stream().map(Cell::column), rebalanced).toList();
    }

    /** Every mistake as to the columns of a table, as sentences for the user; empty if there is none. */
    public List<String> mistakes(TableSchema schema) {
        List<String> mistakes = new ArrayList<>();
        cells.forEach(cell -> mistake(schema, cell).ifPresent(mistakes::add));
        if (rebalancing != null) {
            String column = rebalancing.column();
            if (cells.stream().anyMatch(cell -> cell.column().equals(column))) {
                mistakes.add("Column '%s' cannot be rebalanced: a condition says what every row has there"
                        .formatted(column));
            }
            rebalancing.shares().keySet().stream()
                    .sorted()
                    .flatMap(value -> mistake(schema, new Cell(column, value)).stream())
                    .distinct()
                    .forEach(mistakes::add);
        }
        return mistakes;
    }

    /** Every mistake as to a model, as sentences for the user; empty if there is none. */
    public List<String> mistakes(ModelDescription model) {
        List<String> mistakes = mistakes(model.schema());
        return mistakes.isEmpty()
                ? model.conditioning()
                        .refusal(Set.copyOf(columns()))
                        .map(List::of)
                        .orElse(List.of())
                : mistakes;
    }

    private static Optional<String> mistake(TableSchema schema, Cell cell) {
        Map<String, ColumnSchema> columns = new LinkedHashMap<>();
        schema.columns().forEach(column -> columns.put(column.name(), column));
        ColumnSchema column = columns.get(cell.column());
        return column == null
                ? Optional.of(
                        "There is no column '%s' to be given; there are %s".formatted(cell.column(), columns.keySet()))
                : CellNumber.mistake(column, cell.text());
    }

    /** A whole number has no point, however it came: JSON writes 3 and 3.0 for the same. */
    private static String text(Number number) {
        if (number instanceof Double || number instanceof Float) {
            double value = number.doubleValue();
            return Double.isFinite(value)
                    ? BigDecimal.valueOf(value).stripTrailingZeros().toPlainString()
                    : number.toString();
        }
        return number instanceof BigDecimal decimal
                ? decimal.stripTrailingZeros().toPlainString()
                : number.toString();
    }
}
