package io.inferloop.tabular.core.table;

import org.jspecify.annotations.Nullable;

/**
 * Identifiers and personal data as written: whatever is regenerated and never learned.
 *
 * @param type one that {@linkplain ColumnType#isRegenerated is regenerated}
 * @param values one text per row, null where the cell is missing; owned by the column
 */
public record KeyColumn(
        String name, ColumnType type, @Nullable String[] values) implements Column {

    public KeyColumn {
        if (!type.isRegenerated()) {
            throw new IllegalArgumentException("Column '%s' is no key but %s".formatted(name, type.text()));
        }
    }

    /** Identifiers of no particular kind. */
    public KeyColumn(String name, @Nullable String[] values) {
        this(name, ColumnType.KEY, values);
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
        return new KeyColumn(name, type, selected);
    }
}
