package io.inferloop.tabular.core.table;

import org.jspecify.annotations.Nullable;

/**
 * Identifiers as written.
 *
 * @param values one text per row, null where the cell is missing; owned by the column
 */
public record KeyColumn(String name, @Nullable String[] values) implements Column {

    @Override
    public ColumnType type() {
        return ColumnType.KEY;
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public boolean isMissing(int row) {
        return values[row] == null;
    }

    @Override
    public KeyColumn select(int[] rows) {
        @Nullable String[] selected = new @Nullable String[rows.length];
        for (int i = 0; i < rows.length; i++) {
            selected[i] = values[rows[i]];
        }
        return new KeyColumn(name, selected);
    }
}
