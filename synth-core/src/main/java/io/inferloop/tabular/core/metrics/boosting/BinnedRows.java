package io.inferloop.tabular.core.metrics.boosting;

import java.util.List;

/**
 * A table's rows as the trees see them.
 *
 * @param features in the order of {@link FeatureBins}
 * @param rows their number
 */
public record BinnedRows(List<Feature> features, int rows) {

    /**
     * @param bins one per row, unsigned; {@code size} - 1 where the cell is missing
     * @param size bins are less than this, at most 256
     * @param labels whether the bins have no order
     */
    record Feature(byte[] bins, int size, boolean labels) {

        int bin(int row) {
            return bins[row] & 0xFF;
        }
    }

    public BinnedRows {
        features = List.copyOf(features);
    }

    /** The rows {@code rows[0], rows[1], ...} of these. */
    public BinnedRows select(int[] chosen) {
        return new BinnedRows(
                features.stream()
                        .map(feature -> {
                            byte[] bins = new byte[chosen.length];
                            for (int row = 0; row < chosen.length; row++) {
                                bins[row] = feature.bins()[chosen[row]];
                            }
                            return new Feature(bins, feature.size(), feature.labels());
                        })
                        .toList(),
                chosen.length);
    }
}
