package io.inferloop.tabular.core.table;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Columns of equal length with distinct names. Immutable as long as callers leave the arrays alone. */
public record Table(List<Column> columns) {

    public Table {
        columns = List.copyOf(columns);
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("A table needs at least one column");
        }
        Set<String> names = new HashSet<>();
        int rows = columns.getFirst().size();
        for (Column column : columns) {
            if (!names.add(column.name())) {
                throw new IllegalArgumentException("Two columns are called '%s'".formatted(column.name()));
            }
            if (column.size() != rows) {
                throw new IllegalArgumentException("Column '%s' has %d rows, the first column has %d"
                        .formatted(column.name(), column.size(), rows));
            }
        }
    }

    public int rows() {
        return columns.getFirst().size();
    }

    public List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    /**
     * The column of this name.
     *
     * @throws IllegalArgumentException if no column has this name
     */
    public Column column(String name) {
        for (Column column : columns) {
            if (column.name().equals(name)) {
                return column;
            }
        }
        throw new IllegalArgumentException("No column is called '%s'; there are %s".formatted(name, names()));
    }

    /** The rows {@code rows[0], rows[1], ...} of this table, in that order. */
    public Table select(int[] rows) {
        return new Table(columns.stream().map(column -> column.select(rows)).toList());
    }
}
