package io.inferloop.tabular.core.transform;

import io.inferloop.tabular.core.table.DatetimeColumn;
import io.inferloop.tabular.core.table.DatetimeFormat;
import io.inferloop.tabular.core.table.NumericColumn;

/**
 * The values that a column can hold: multiples of {@code divisor / multiplier}, such as 1/100 for two decimals and
 * 86 400 000/1 for days in milliseconds.
 */
public record Grid(double multiplier, double divisor) {

    public static Grid of(NumericColumn column) {
        return new Grid(Math.pow(10, column.decimals()), 1);
    }

    /** The grid of a datetime column's epoch milliseconds. */
    public static Grid of(DatetimeColumn column) {
        return new Grid(1, DatetimeFormat.ofPattern(column.pattern()).resolutionMillis());
    }

    public double step() {
        return divisor / multiplier;
    }

    /** Written as the graphs compute it, so that both give the same bits. */
    public double round(double value) {
        return Math.rint(value * multiplier / divisor) * divisor / multiplier;
    }
}
