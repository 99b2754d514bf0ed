package io.inferloop.tabular.core.profile;

import io.inferloop.tabular.core.table.Column;
import io.inferloop.tabular.core.table.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * A description of a table that shows no value of few rows: categories are named from {@link CategoryCounts#MINIMUM_COUNT} rows on, keys
 * and personal data never. Ranges and quantiles of numbers and points in time are shown as they are.
 *
 * @param minimumCount rows that a category needs to be named
 * @param columns one per column, in the table's order
 */
public record TableProfile(long rows, int minimumCount, List<ColumnProfile> columns, Correlations correlations) {

    public TableProfile {
        columns = List.copyOf(columns);
    }

    /**
     * Describes a table. Beside the table itself memory is one sorted copy of one column, and two columns of at most
     * {@link Correlations#MOST_ROWS} rows per correlated column.
     *
     * @param progress throws to end the profile
     */
    public static TableProfile of(Table table, ProfileProgress progress) {
        int columns = table.columns().size();
        int total = columns + 2 * Math.min(columns, Correlations.MOST_COLUMNS);
        List<ColumnProfile> profiles = new ArrayList<>(columns);
        for (Column column : table.columns()) {
            profiles.add(ColumnProfile.of(column));
            progress.profiled(profiles.size(), total);
        }
        Correlations correlations = Correlations.of(table, done -> progress.profiled(columns + done, total));
        return new TableProfile(table.rows(), CategoryCounts.MINIMUM_COUNT, profiles, correlations);
    }
}
