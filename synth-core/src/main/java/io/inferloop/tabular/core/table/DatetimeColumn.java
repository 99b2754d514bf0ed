package io.inferloop.tabular.core.table;

/**
 * Points in time on the proleptic ISO calendar, read as UTC where the text carries no offset.
 *
 * @param epochMillis milliseconds since 1970-01-01T00:00Z, {@value #MISSING} for a missing cell; owned by the column
 * @param pattern the {@link java.time.format.DateTimeFormatter} pattern that the file's values were written with
 */
public record DatetimeColumn(String name, long[] epochMillis, String pattern) implements Column {

    public static final long MISSING = Long.MIN_VALUE;

    @Override
    public ColumnType type() {
        return ColumnType.DATETIME;
    }

    @Override
    public int size() {
        return epochMillis.length;
    }

    @Override
    public boolean isMissing(int row) {
        return epochMillis[row] == MISSING;
    }

    /** Epoch milliseconds as numbers, NaN for a missing cell; a new array. */
    public double[] millisOrNaN() {
        double[] numbers = new double[epochMillis.length];
        for (int row = 0; row < numbers.length; row++) {
            numbers[row] = isMissing(row) ? Double.NaN : epochMillis[row];
        }
        return numbers;
    }

    @Override
    public DatetimeColumn select(int[] rows) {
        long[] selected = new long[rows.length];
        for (int i = 0; i < rows.length; i++) {
            selected[i] = epochMillis[rows[i]];
        }
        return new DatetimeColumn(name, selected, pattern);
    }
}
