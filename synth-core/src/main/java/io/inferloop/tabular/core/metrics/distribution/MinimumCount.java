package io.inferloop.tabular.core.metrics.distribution;

/**
 * The fewest real rows that a shown number may speak of. Labels that fewer rows carry are not named, extremes are those of
 * this many-th row from either end, and counts are rounded to multiples, so that a small one cannot be found as the
 * difference of large ones either.
 *
 * @param rows at least 1, which protects nothing
 */
public record MinimumCount(int rows) {

    public MinimumCount {
        if (rows < 1) {
            throw new IllegalArgumentException("The minimum count must be at least 1, got " + rows);
        }
    }

    /** Whether this many real rows may be spoken of. */
    boolean allows(long count) {
        return count >= rows;
    }

    /** The share that is shown for {@code count} of {@code total} real rows, in [0, 1]; 0 of no rows. */
    double share(long count, long total) {
        long rounded = Math.min(total, (count + rows / 2) / rows * rows);
        return total == 0 ? 0 : (double) rounded / total;
    }
}
