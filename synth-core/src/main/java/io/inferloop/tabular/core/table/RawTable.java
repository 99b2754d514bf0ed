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

    /**
     * Reads every column as another table's column of the same name was read: its type, datetime pattern and boolean
     * labels. This is how a synthetic table is read beside its real one: detected anew, 03/04 could be April in one and
     * March in the other. Categories are this table's own, columns that the other lacks are detected, and any number
     * fits a column of whole numbers.
     *
     * @throws UnreadableTableException if a column is missing or holds a value that does not fit
     */
    public TypedTable typedLike(TableSchema reference) {
        return ReferenceReading.apply(this, reference);
    }
}
