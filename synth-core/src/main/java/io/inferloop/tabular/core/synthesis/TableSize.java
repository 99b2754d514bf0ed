package io.inferloop.tabular.core.synthesis;

import io.inferloop.tabular.core.table.ColumnSchema;
import io.inferloop.tabular.core.table.TypedTable;

/**
 * How much there is to learn in a table.
 *
 * @param columns those that are learned; keys and personal data are not
 * @param labels distinct labels of all columns of categories, of each column at most {@value #MOST_LABELS_OF_A_COLUMN}; 0 where
 *     they have not been counted
 */
public record TableSize(long rows, int columns, long labels) {

    /** A model tells no more of them apart, whichever it is. */
    public static final int MOST_LABELS_OF_A_COLUMN = 512;

    public TableSize {
        if (rows < 0 || columns < 0 || labels < 0) {
            throw new IllegalArgumentException("%d rows, %d columns, %d labels".formatted(rows, columns, labels));
        }
    }

    static TableSize of(TypedTable table) {
        return new TableSize(
                table.table().rows(),
                table.schema().learned().size(),
                table.schema().learned().stream().mapToLong(TableSize::labels).sum());
    }

    private static long labels(ColumnSchema column) {
        return column instanceof ColumnSchema.Categorical categorical
                ? Math.min(categorical.categories().size(), MOST_LABELS_OF_A_COLUMN)
                : 0;
    }

    long cells() {
        return rows * columns;
    }
}
