package io.inferloop.tabular.core.table;

import java.util.List;

/**
 * What the columns of a table are and how a file writes them. Serialises to JSON as part of a model's description.
 *
 * @param columns in the file's order, with distinct names
 */
public record TableSchema(List<ColumnSchema> columns) {

    public TableSchema {
        columns = List.copyOf(columns);
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("A schema needs at least one column");
        }
        long distinct = columns.stream().map(ColumnSchema::name).distinct().count();
        if (distinct != columns.size()) {
            throw new IllegalArgumentException("Two columns share a name: "
                    + columns.stream().map(ColumnSchema::name).toList());
        }
    }

    /** The columns that a model learns: all but the keys, in the file's order. */
    public List<ColumnSchema> learned() {
        return columns.stream()
                .filter(column -> !(column instanceof ColumnSchema.Key))
                .toList();
    }

    /**
     * The column of this name.
     *
     * @throws IllegalArgumentException if no column has this name
     */
    public ColumnSchema column(String name) {
        return columns.stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No column is called '%s'".formatted(name)));
    }
}
