package io.inferloop.tabular.core.metrics.fidelity;

/**
 * 1 - half the sum of |p_real - p_synthetic| over the labels, the complement of the total variation distance. Missing
 * values are dropped; NaN if a side has none left.
 */
final class TvComplement {

    /** SDMetrics counts a label that the real table lacks as this many real rows. */
    private static final double UNSEEN = 1e-6;

    private TvComplement() {}

    static double score(PairedColumn.Discrete column) {
        long[] real = counts(column.real(), column.categories());
        long[] synthetic = counts(column.synthetic(), column.categories());
        double realTotal = 0;
        double syntheticTotal = 0;
        for (int label = 0; label < column.categories(); label++) {
            realTotal += weight(real[label], synthetic[label]);
            syntheticTotal += synthetic[label];
        }
        if (syntheticTotal == 0 || realTotal < 1) {
            return Double.NaN;
        }
        double variation = 0;
        for (int label = 0; label < column.categories(); label++) {
            variation +=
                    Math.abs(synthetic[label] / syntheticTotal - weight(real[label], synthetic[label]) / realTotal);
        }
        return 1 - 0.5 * variation;
    }

    private static double weight(long real, long synthetic) {
        return real == 0 && synthetic > 0 ? UNSEEN : real;
    }

    private static long[] counts(int[] codes, int categories) {
        long[] counts = new long[categories + 1];
        for (int code : codes) {
            counts[code]++;
        }
        return counts;
    }
}
