package io.inferloop.tabular.core.metrics.privacy;

import io.inferloop.tabular.core.table.Table;

/**
 * The share of rows that are, cell for cell, a training row. Keys do not count: they are made anew. A model that
 * memorises nothing still repeats common rows, so the rate means something only beside the rate of real rows that were
 * held out.
 */
public final class ExactCopies {

    private ExactCopies() {}

    /**
     * The share of {@code candidates}' rows that occur in {@code training}, in [0, 1]; 0 without candidates. Columns are
     * matched by name, missing cells equal each other.
     *
     * @throws IllegalArgumentException if a column of {@code training} is not in {@code candidates}, or is of another kind
     *     there
     */
    public static double rate(Table training, Table candidates) {
        ComparableRows rows = ComparableRows.of(training, candidates);
        if (rows.columns() == 0 || candidates.rows() == 0) {
            return 0;
        }
        RowSet seen = new RowSet(rows, training.rows());
        for (int row = 0; row < training.rows(); row++) {
            seen.add(row);
        }
        int copies = 0;
        for (int row = 0; row < candidates.rows(); row++) {
            if (seen.count(training.rows() + row) > 0) {
                copies++;
            }
        }
        return (double) copies / candidates.rows();
    }

    /**
     * The share of rows that occur in the table more than once, in [0, 1]: what {@link #rate} would be, on average, for a
     * single real row held out of {@code real}.
     */
    public static double leaveOneOutRate(Table real) {
        ComparableRows rows = ComparableRows.of(real, real.select(new int[0]));
        if (rows.columns() == 0 || real.rows() == 0) {
            return 0;
        }
        RowSet seen = new RowSet(rows, real.rows());
        for (int row = 0; row < real.rows(); row++) {
            seen.add(row);
        }
        int repeated = 0;
        for (int row = 0; row < real.rows(); row++) {
            if (seen.count(row) > 1) {
                repeated++;
            }
        }
        return (double) repeated / real.rows();
    }
}
