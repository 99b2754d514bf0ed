package io.inferloop.tabular.core.metrics.boosting;

import java.util.List;

/** The histograms of some rows: per feature and bin the sums of gradients and hessians and the number of rows. */
final class GradientSums {

    private static final int NUMBERS = 3;

    private final int[] offsets;
    private final double[] sums;

    private GradientSums(int[] offsets, double[] sums) {
        this.offsets = offsets;
        this.sums = sums;
    }

    static GradientSums empty(List<BinnedRows.Feature> features) {
        int[] offsets = new int[features.size()];
        int bins = 0;
        for (int feature = 0; feature < offsets.length; feature++) {
            offsets[feature] = bins * NUMBERS;
            bins += features.get(feature).size();
        }
        return new GradientSums(offsets, new double[bins * NUMBERS]);
    }

    /** Of the rows {@code order[from]} to {@code order[to - 1]}, in an object of its own with this one's layout. */
    GradientSums of(BinnedRows rows, Gradients gradients, int[] order, int from, int to) {
        double[] counted = new double[sums.length];
        for (int feature = 0; feature < offsets.length; feature++) {
            byte[] bins = rows.features().get(feature).bins();
            int offset = offsets[feature];
            for (int i = from; i < to; i++) {
                int row = order[i];
                int at = offset + (bins[row] & 0xFF) * NUMBERS;
                counted[at] += gradients.first()[row];
                counted[at + 1] += gradients.second()[row];
                counted[at + 2]++;
            }
        }
        return new GradientSums(offsets, counted);
    }

    /** What is left of this when a part of its rows is taken away; overwrites and returns this. */
    GradientSums less(GradientSums part) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] -= part.sums[i];
        }
        return this;
    }

    double gradient(int feature, int bin) {
        return sums[offsets[feature] + bin * NUMBERS];
    }

    double hessian(int feature, int bin) {
        return sums[offsets[feature] + bin * NUMBERS + 1];
    }

    double rows(int feature, int bin) {
        return sums[offsets[feature] + bin * NUMBERS + 2];
    }
}
