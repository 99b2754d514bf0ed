package io.inferloop.tabular.core.metrics.distribution;

import io.inferloop.tabular.core.metrics.distribution.ColumnDistribution.Bin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows per bin in both tables. */
final class HistogramCount {

    /** Bins over the protected range of the real values. */
    @FunctionalInterface
    interface Cut {
        /** Returns ascending edges, at least two, the first at or below {@code low}, the last above {@code high}. */
        double[] edges(double low, double high);
    }

    /** A column with fewer present values than this multiple of the minimum count has no range that could be shown. */
    private static final int MIN_MULTIPLE = 3;

    private HistogramCount() {}

    /** @param real NaN where missing, as in {@code synthetic} */
    static List<Bin> of(double[] real, double[] synthetic, MinimumCount minimum, Cut cut) {
        double[] sorted = sortedPresent(real);
        if (sorted.length < MIN_MULTIPLE * minimum.rows()) {
            return List.of();
        }
        double[] edges = cut.edges(sorted[minimum.rows() - 1], sorted[sorted.length - minimum.rows()]);
        int[] realCounts = counts(real, edges);
        int[] syntheticCounts = counts(synthetic, edges);
        long syntheticRows = Arrays.stream(syntheticCounts).asLongStream().sum();
        List<Bin> bins = new ArrayList<>();
        for (int bin = 0; bin < realCounts.length; bin++) {
            bins.add(new Bin(
                    edges[bin],
                    edges[bin + 1],
                    new Shares(
                            minimum.share(realCounts[bin], sorted.length),
                            ColumnDistribution.share(syntheticCounts[bin], syntheticRows))));
        }
        return bins;
    }

    private static double[] sortedPresent(double[] values) {
        double[] present =
                Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
        Arrays.sort(present);
        return present;
    }

    private static int[] counts(double[] values, double[] edges) {
        int[] counts = new int[edges.length - 1];
        for (double value : values) {
            if (!Double.isNaN(value)) {
                int found = Arrays.binarySearch(edges, value);
                int bin = found >= 0 ? found : -found - 2;
                counts[Math.clamp(bin, 0, counts.length - 1)]++;
            }
        }
        return counts;
    }
}
