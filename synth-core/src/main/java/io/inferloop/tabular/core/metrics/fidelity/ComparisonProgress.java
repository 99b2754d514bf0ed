package io.inferloop.tabular.core.metrics.fidelity;

/** Hears how far a comparison is. Called after every pair of columns, so it has to be cheap; what it throws ends the comparison. */
@FunctionalInterface
public interface ComparisonProgress {

    ComparisonProgress NONE = (pairsDone, pairsTotal) -> {};

    void compared(int pairsDone, int pairsTotal);
}
