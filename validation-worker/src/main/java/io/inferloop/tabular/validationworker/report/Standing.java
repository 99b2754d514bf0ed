package io.inferloop.tabular.validationworker.report;

import org.jspecify.annotations.Nullable;

/**
 * A score between its references. Each is null where it is undefined.
 *
 * @param ceiling what real rows score in the same place
 * @param baseline what permuted columns do
 */
record Standing(
        @Nullable Double score,
        @Nullable Double ceiling,
        @Nullable Double baseline) {

    /** How far the score is below what real rows reach; 0 where it is not below, or not defined. */
    double gap() {
        if (score == null) {
            return 0;
        }
        return Math.max(0, (ceiling == null ? 1 : ceiling) - score);
    }

    /**
     * The part of the way from the baseline to the ceiling that the score covers, 1 at the ceiling; NaN where there is no
     * way to speak of.
     */
    double covered() {
        if (score == null || ceiling == null || baseline == null || ceiling - baseline < LEAST_WAY) {
            return Double.NaN;
        }
        return Math.clamp((score - baseline) / (ceiling - baseline), 0, 1);
    }

    /** Where the references are closer than this, luck of the draw decides more than the model. */
    private static final double LEAST_WAY = 0.005;
}
