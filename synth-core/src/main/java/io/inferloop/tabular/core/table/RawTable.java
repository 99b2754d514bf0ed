package io.inferloop.tabular.core.table;

import java.util.List;
import java.util.Map;

/** A table as text, before anything is known of its types: one dictionary per column. */
public record RawTable(List<RawColumn> columns, int rows) {

    public RawTable {
        columns = List.copyOf(columns);
    }

    /**
     * Decides what every column is, and reads it so.
     *
     * @param overrides the user's word on some columns, by name
     * @throws UnreadableTableException if an override names no column or does not fit a value
     */
    public TypedTable typed(Map<String, ColumnType> overrides) {
        return new SchemaDetection(overrides).apply(this);
    }
}
