package io.inferloop.tabular.benchmarks.measurement;

import java.util.Arrays;

/**
 * What repeated measurements have in common.
 *
 * @param median the middle one, or the mean of the two in the middle
 */
public record Spread(double min, double median, double mean, double max) {

    /** @throws IllegalArgumentException if there are no values */
    public static Spread of(double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("A spread needs at least one value");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(sorted[0], median, Arrays.stream(sorted).average().orElseThrow(), sorted[sorted.length - 1]);
    }
}
