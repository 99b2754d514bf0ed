package io.inferloop.tabular.core.metrics.boosting;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds the split of a node that gains most. */
final class SplitSearch {

    /** Keeps labels of few rows from the ends of the order that labels are split in, as LightGBM's cat_smooth. */
    private static final double LABEL_SMOOTHING = 10;

    private static final int LEAST_LABEL_ROWS = 10;

    private final int leafRows;

    SplitSearch(int leafRows) {
        this.leafRows = leafRows;
    }

    /**
     * A way to part a node's rows.
     *
     * @param gain what the objective falls by, twice
     * @param goesLeft by bin
     */
    record Split(int feature, double gain, boolean[] goesLeft, Total left) {}

    /** The best of these features' splits; null if none gains anything. */
    @Nullable
    Split best(BinnedRows rows, GradientSums sums, Total all, int[] features) {
        Split best = null;
        for (int feature : features) {
            int size = rows.features().get(feature).size();
            if (rows.features().get(feature).labels()) {
                int[] upwards = byMean(sums, feature, size);
                int most = (upwards.length + 1) / 2;
                best = better(best, prefix(sums, all, feature, size, upwards, most));
                best = better(best, prefix(sums, all, feature, size, reversed(upwards), most));
            } else {
                int[] missingLast = IntStream.range(0, size).toArray();
                best = better(best, prefix(sums, all, feature, size, missingLast, size - 1));
                if (sums.rows(feature, size - 1) > 0) {
                    int[] missingFirst = IntStream.range(0, size)
                            .map(i -> i == 0 ? size - 1 : i - 1)
                            .toArray();
                    best = better(best, prefix(sums, all, feature, size, missingFirst, size - 1));
                }
            }
        }
        return best;
    }

    private static @Nullable Split better(@Nullable Split one, @Nullable Split other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return other.gain() > one.gain() ? other : one;
    }

    /** The best cut after at most {@code most} bins of this order: what comes before it goes left, all else right. */
    private @Nullable Split prefix(GradientSums sums, Total all, int feature, int size, int[] order, int most) {
        double bestGain = 0;
        int bestLength = 0;
        Total bestLeft = Total.NONE;
        double gradient = 0;
        double hessian = 0;
        double count = 0;
        for (int i = 0; i < most; i++) {
            double rows = sums.rows(feature, order[i]);
            if (rows == 0) {
                continue;
            }
            gradient += sums.gradient(feature, order[i]);
            hessian += sums.hessian(feature, order[i]);
            count += rows;
            if (count < leafRows) {
                continue;
            }
            if (all.rows() - count < leafRows) {
                break;
            }
            Total left = new Total(gradient, hessian, count);
            Total right = all.less(left);
            double gain = left.gain() + right.gain() - all.gain();
            if (gain > bestGain && left.mayBeLeaf(leafRows) && right.mayBeLeaf(leafRows)) {
                bestGain = gain;
                bestLength = i + 1;
                bestLeft = left;
            }
        }
        if (bestLength == 0) {
            return null;
        }
        boolean[] goesLeft = new boolean[size];
        for (int i = 0; i < bestLength; i++) {
            goesLeft[order[i]] = true;
        }
        return new Split(feature, bestGain, goesLeft, bestLeft);
    }

    /**
     * The labels in the order of their mean gradients, a prefix of which is the best subset for two sides (Fisher 1958).
     * Labels of a few rows are left out, as scikit-learn does: they would be sorted by their noise. They go with the many.
     */
    private static int[] byMean(GradientSums sums, int feature, int size) {
        return IntStream.range(0, size)
                .filter(bin -> sums.rows(feature, bin) >= LEAST_LABEL_ROWS)
                .boxed()
                .sorted(Comparator.comparingDouble(
                        bin -> sums.gradient(feature, bin) / (sums.hessian(feature, bin) + LABEL_SMOOTHING)))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static int[] reversed(int[] order) {
        return IntStream.range(0, order.length)
                .map(i -> order[order.length - 1 - i])
                .toArray();
    }
}
