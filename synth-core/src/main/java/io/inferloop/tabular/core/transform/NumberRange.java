package io.inferloop.tabular.core.transform;

/**
 * What a model may produce in a column of numbers.
 *
 * @param min least value that is produced; {@code max} the greatest
 */
public record NumberRange(double min, double max, Grid grid) {

    public NumberRange {
        if (!(min <= max)) {
            throw new IllegalArgumentException("No number is from %s to %s".formatted(min, max));
        }
    }

    /** The nearest value that may be produced. */
    public double finish(double value) {
        return grid.round(Math.clamp(value, min, max));
    }
}
