package io.inferloop.tabular.core.table;

/**
 * A table and the schema that its file was read with.
 *
 * @param schema one entry per column of {@code table}, same names, same order
 */
public record TypedTable(TableSchema schema, Table table) {

    public TypedTable {
        var names = schema.columns().stream().map(ColumnSchema::name).toList();
        if (!names.equals(table.names())) {
            throw new IllegalArgumentException("Schema has columns %s, table has %s".formatted(names, table.names()));
        }
    }
}
