package io.inferloop.tabular.core.metrics.fidelity;

import org.jspecify.annotations.Nullable;

/**
 * Ten bins of equal width over the range of some numbers, computed and looked up as numpy's
 * {@code histogram_bin_edges} and {@code digitize} do.
 */
final class HistogramBins {

    private static final int BINS = 10;

    /** One more than the largest code that a value can get. */
    static final int CODES = BINS + 2;

    private final double[] edges;

    private HistogramBins(double[] edges) {
        this.edges = edges;
    }

    /** Null if the range is too small for its magnitude to hold ten distinct bins; NaN values are skipped. */
    static @Nullable HistogramBins over(double[] values) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            if (value < low) {
                low = value;
            }
            if (value > high) {
                high = value;
            }
        }
        if (low > high) {
            low = 0;
            high = 1;
        }
        if (low == high) {
            low -= 0.5;
            high += 0.5;
        }
        double[] edges = new double[BINS + 1];
        double step = (high - low) / BINS;
        for (int i = 0; i < BINS; i++) {
            edges[i] = i * step + low;
        }
        edges[BINS] = high;
        for (int i = 0; i < BINS; i++) {
            if (!(edges[i] < edges[i + 1])) {
                return null;
            }
        }
        return new HistogramBins(edges);
    }

    /**
     * The same bins with the outer ones open: a value beyond the range belongs to the nearest bin, and only missing
     * values share the last code.
     */
    HistogramBins open() {
        double[] open = edges.clone();
        open[0] = Double.NEGATIVE_INFINITY;
        open[BINS] = Double.POSITIVE_INFINITY;
        return new HistogramBins(open);
    }

    /**
     * How many edges are less than or equal to each value: 0 below the range, 1 to 10 in it, 11 from the last edge on
     * (so a closed range's maximum has a code of its own) and for NaN.
     */
    int[] codes(double[] values) {
        int[] codes = new int[values.length];
        for (int row = 0; row < values.length; row++) {
            codes[row] = code(values[row]);
        }
        return codes;
    }

    private int code(double value) {
        int below = 0;
        int above = edges.length;
        while (below < above) {
            int middle = (below + above) >>> 1;
            // Written so that NaN goes right, where numpy sorts it.
            if (edges[middle] > value) {
                above = middle;
            } else {
                below = middle + 1;
            }
        }
        return below;
    }
}
