package io.inferloop.tabular.core.profile;

import io.inferloop.tabular.core.profile.ColumnProfile.NumberQuantile;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where numbers lie.
 *
 * @param sd of a sample (n - 1); null with fewer than two values
 */
record Spread(
        long distinct,
        @Nullable Double min,
        @Nullable Double max,
        @Nullable Double mean,
        @Nullable Double sd,
        List<NumberQuantile> quantiles) {

    private static final double[] SHARES = {0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99};

    /** @param values without missing ones; sorted here */
    static Spread of(double[] values) {
        if (values.length == 0) {
            return new Spread(0, null, null, null, null, List.of());
        }
        Arrays.sort(values);
        long distinct = 1;
        // Welford: no cancellation where values are large and close together.
        double mean = values[0];
        double squares = 0;
        for (int i = 1; i < values.length; i++) {
            if (values[i] != values[i - 1]) {
                distinct++;
            }
            double off = values[i] - mean;
            mean += off / (i + 1);
            squares += off * (values[i] - mean);
        }
        return new Spread(
                distinct,
                values[0],
                values[values.length - 1],
                mean,
                values.length < 2 ? null : Math.sqrt(squares / (values.length - 1)),
                Arrays.stream(SHARES)
                        .mapToObj(p -> new NumberQuantile(p, quantile(values, p)))
                        .toList());
    }

    /** Type 7 of Hyndman and Fan, "Sample Quantiles in Statistical Packages" (1996): what R and numpy give unless asked otherwise. */
    private static double quantile(double[] sorted, double p) {
        double position = p * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
