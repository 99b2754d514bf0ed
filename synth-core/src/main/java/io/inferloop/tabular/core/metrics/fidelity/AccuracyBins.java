package io.inferloop.tabular.core.metrics.fidelity;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * A column in the few bins that {@link Accuracy} counts by, all taken from the real table: about ten of equal frequency
 * for numbers and datetimes, the ten most frequent labels of at least {@value #LEAST_COUNT} rows and one bin for all
 * other labels. Missing cells have a bin of their own.
 *
 * @param real one code per row
 * @param synthetic likewise
 * @param size codes are less than this
 */
record AccuracyBins(byte[] real, byte[] synthetic, int size) {

    private static final int BINS = 10;

    /** A label of fewer rows says more about chance than about the table. */
    private static final int LEAST_COUNT = 5;

    static AccuracyBins of(PairedColumn column) {
        return switch (column) {
            case PairedColumn.Continuous numbers -> ofNumbers(numbers);
            case PairedColumn.Discrete labels -> ofLabels(labels);
        };
    }

    private static AccuracyBins ofNumbers(PairedColumn.Continuous numbers) {
        double[] edges = deciles(numbers.real());
        return new AccuracyBins(codes(numbers.real(), edges), codes(numbers.synthetic(), edges), edges.length + 2);
    }

    /** The distinct inner deciles by linear interpolation; a value that fills several of them keeps one. */
    private static double[] deciles(double[] values) {
        double[] present = Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        if (present.length == 0) {
            return present;
        }
        return IntStream.range(1, BINS)
                .mapToDouble(decile -> quantile(present, (double) decile / BINS))
                .distinct()
                .toArray();
    }

    private static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        double next = sorted[Math.min(below + 1, sorted.length - 1)];
        return sorted[below] + (place - below) * (next - sorted[below]);
    }

    /** How many edges are less than each value, so that a bin includes its upper edge. */
    private static byte[] codes(double[] values, double[] edges) {
        byte[] codes = new byte[values.length];
        for (int row = 0; row < values.length; row++) {
            int code = 0;
            while (code < edges.length && edges[code] < values[row]) {
                code++;
            }
            codes[row] = (byte) (Double.isNaN(values[row]) ? edges.length + 1 : code);
        }
        return codes;
    }

    private static AccuracyBins ofLabels(PairedColumn.Discrete labels) {
        int[] counts = new int[labels.categories() + 1];
        for (int code : labels.real()) {
            counts[code]++;
        }
        int[] frequent = IntStream.range(0, labels.categories())
                .filter(label -> counts[label] >= LEAST_COUNT)
                .boxed()
                .sorted(Comparator.comparingInt((Integer label) -> counts[label])
                        .reversed()
                        .thenComparing(Comparator.naturalOrder()))
                .limit(BINS)
                .mapToInt(Integer::intValue)
                .toArray();
        byte[] bins = new byte[labels.categories() + 1];
        Arrays.fill(bins, (byte) frequent.length);
        for (int bin = 0; bin < frequent.length; bin++) {
            bins[frequent[bin]] = (byte) bin;
        }
        bins[labels.categories()] = (byte) (frequent.length + 1);
        return new AccuracyBins(
                translated(labels.real(), bins), translated(labels.synthetic(), bins), frequent.length + 2);
    }

    private static byte[] translated(int[] codes, byte[] bins) {
        byte[] translated = new byte[codes.length];
        for (int row = 0; row < codes.length; row++) {
            translated[row] = bins[codes[row]];
        }
        return translated;
    }
}
