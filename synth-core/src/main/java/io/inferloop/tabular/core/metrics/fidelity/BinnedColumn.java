package io.inferloop.tabular.core.metrics.fidelity;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A column as codes for contingency tables.
 *
 * @param separate both tables by SDMetrics' report, where each cuts numbers by its own edges; null if a side cannot be cut
 * @param realEdges both tables by the real one's edges; the same object as {@code separate} where nothing is cut
 */
record BinnedColumn(@Nullable Codes separate, @Nullable Codes realEdges) {

    /** @param size codes are less than this */
    record Codes(int[] real, int[] synthetic, int size) {}

    /** Whether the two binnings can differ. */
    boolean isCut() {
        return !Objects.equals(separate, realEdges);
    }

    static BinnedColumn of(PairedColumn column) {
        return switch (column) {
            case PairedColumn.Discrete labels -> {
                Codes codes = new Codes(labels.real(), labels.synthetic(), labels.categories() + 1);
                yield new BinnedColumn(codes, codes);
            }
            case PairedColumn.Continuous numbers -> cut(numbers);
        };
    }

    private static BinnedColumn cut(PairedColumn.Continuous numbers) {
        HistogramBins realBins = HistogramBins.over(numbers.real());
        if (realBins == null) {
            return new BinnedColumn(null, null);
        }
        HistogramBins open = realBins.open();
        Codes realEdges = new Codes(open.codes(numbers.real()), open.codes(numbers.synthetic()), HistogramBins.CODES);
        HistogramBins syntheticBins = HistogramBins.over(numbers.synthetic());
        Codes separate = syntheticBins == null
                ? null
                : new Codes(
                        realBins.codes(numbers.real()), syntheticBins.codes(numbers.synthetic()), HistogramBins.CODES);
        return new BinnedColumn(separate, realEdges);
    }
}
