package io.inferloop.tabular.core.table;

/** One column of a {@link Table}. Closed: every switch over columns is exhaustive. Values are never boxed. */
public sealed interface Column permits NumericColumn, CategoricalColumn, BooleanColumn, DatetimeColumn, KeyColumn {

    /** The header's name, unique in its table. */
    String name();

    ColumnType type();

    /** Number of rows. */
    int size();

    boolean isMissing(int row);

    /** Number of missing cells. */
    default int missingCount() {
        int missing = 0;
        for (int row = 0; row < size(); row++) {
            if (isMissing(row)) {
                missing++;
            }
        }
        return missing;
    }

    /** The rows {@code rows[0], rows[1], ...} of this column, in that order, as a new column. */
    Column select(int[] rows);
}
