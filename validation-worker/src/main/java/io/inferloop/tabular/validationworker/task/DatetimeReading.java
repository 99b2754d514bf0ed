package io.inferloop.tabular.validationworker.task;

import io.inferloop.tabular.core.table.DatetimeColumn;
import io.inferloop.tabular.core.table.DatetimeFormat;
import io.inferloop.tabular.core.table.RawColumn;
import io.inferloop.tabular.platform.failure.RejectedException;
import java.time.DateTimeException;

/**
 * Reads datetimes by a given pattern. Detected anew, 03/04 could be April in the real table and March in a synthetic one
 * that happens to have no day after the twelfth.
 */
final class DatetimeReading {

    private DatetimeReading() {}

    /** The column's texts as points in time; {@link RejectedException} names the first that does not fit. */
    static DatetimeColumn byPattern(RawColumn column, String pattern) {
        DatetimeFormat format = DatetimeFormat.ofPattern(pattern);
        long[] dictionary = new long[column.values().length];
        for (int i = 0; i < dictionary.length; i++) {
            try {
                dictionary[i] = format.epochMillis(column.values()[i]);
            } catch (DateTimeException | ArithmeticException e) {
                throw new RejectedException(
                        "datetime_pattern_differs",
                        "Line %d of the synthetic table, column '%s': '%s' is not written as %s, as in the real table. Write both alike"
                                .formatted(column.lines()[i], column.name(), column.values()[i], pattern),
                        e);
            }
        }
        long[] values = new long[column.codes().length];
        for (int row = 0; row < values.length; row++) {
            int code = column.codes()[row];
            values[row] = code < 0 ? DatetimeColumn.MISSING : dictionary[code];
        }
        return new DatetimeColumn(column.name(), values, pattern);
    }
}
