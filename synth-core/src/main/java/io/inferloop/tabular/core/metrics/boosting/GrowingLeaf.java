package io.inferloop.tabular.core.metrics.boosting;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A leaf of a tree that is being grown, which may become a fork. Its rows lie from {@code from} up to {@code to}. */
final class GrowingLeaf {

    final int from;
    final int to;
    final int depth;
    final Total total;
    private @Nullable GradientSums sums;

    /** How it would be split best; null if that gains nothing or is not allowed. */
    SplitSearch.@Nullable Split split;

    @Nullable
    GrowingLeaf left;

    @Nullable
    GrowingLeaf right;

    GrowingLeaf(int from, int to, int depth, Total total, GradientSums sums) {
        this.from = from;
        this.to = to;
        this.depth = depth;
        this.total = total;
        this.sums = sums;
    }

    GradientSums sums() {
        return Objects.requireNonNull(sums);
    }

    /** Hands the sums over: a fork needs none, and they are what is large. */
    GradientSums releaseSums() {
        GradientSums released = sums();
        sums = null;
        return released;
    }

    double gain() {
        return split == null ? 0 : split.gain();
    }
}
