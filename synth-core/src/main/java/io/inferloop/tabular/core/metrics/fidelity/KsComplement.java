package io.inferloop.tabular.core.metrics.fidelity;

import java.util.Arrays;

/**
 * 1 - sup |F_real - F_synthetic|, the complement of the two-sample Kolmogorov-Smirnov statistic. Missing values are
 * dropped; NaN if a side has none left.
 */
final class KsComplement {

    /** SDMetrics compares numbers after rounding them to 14 decimals. */
    private static final double ROUNDING = 1e14;

    private KsComplement() {}

    static double score(double[] real, double[] synthetic) {
        double[] a = sorted(real);
        double[] b = sorted(synthetic);
        if (a.length == 0 || b.length == 0) {
            return Double.NaN;
        }
        double statistic = 0;
        int i = 0;
        int j = 0;
        while (i < a.length && j < b.length) {
            double value = Math.min(a[i], b[j]);
            while (i < a.length && a[i] <= value) {
                i++;
            }
            while (j < b.length && b[j] <= value) {
                j++;
            }
            statistic = Math.max(statistic, Math.abs((double) i / a.length - (double) j / b.length));
        }
        return 1 - statistic;
    }

    private static double[] sorted(double[] values) {
        double[] present = new double[values.length];
        int size = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                // Adding 0.0 makes -0.0 equal to 0.0 for the sort.
                present[size++] = Math.rint(value * ROUNDING) / ROUNDING + 0.0;
            }
        }
        double[] sorted = Arrays.copyOf(present, size);
        Arrays.sort(sorted);
        return sorted;
    }
}
