package io.inferloop.tabular.core.metrics.boosting;

import io.inferloop.tabular.core.random.RandomStream;
import io.inferloop.tabular.core.random.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A fitted ensemble. Immutable. */
public final class BoostedTrees {

    private final double start;
    private final List<TreeNode> trees;

    private BoostedTrees(double start, List<TreeNode> trees) {
        this.start = start;
        this.trees = List.copyOf(trees);
    }

    /**
     * Fits the trees one after the other. Deterministic for equal arguments.
     *
     * @param rows at least one
     * @param target one number per row; 0 or 1 for {@link Objective#LOGISTIC}
     * @param stillWanted is run before every tree, and may end the fit by throwing
     */
    public static BoostedTrees fit(
            BinnedRows rows, double[] target, Objective objective, BoostingOptions options, Runnable stillWanted) {
        if (rows.rows() == 0 || target.length != rows.rows()) {
            throw new IllegalArgumentException(
                    "Trees need rows and a target for each, got %d and %d".formatted(rows.rows(), target.length));
        }
        double start = objective.start(Arrays.stream(target).average().orElseThrow());
        double[] raw = new double[rows.rows()];
        Arrays.fill(raw, start);
        RandomStream random = new Seeds(options.seed()).child("features").stream();
        List<TreeNode> trees = new ArrayList<>();
        for (int tree = 0; tree < options.trees(); tree++) {
            stillWanted.run();
            Gradients gradients = Gradients.of(objective, raw, target);
            trees.add(new TreeGrower(rows, options, gradients, random).grow(raw));
        }
        return new BoostedTrees(start, trees);
    }

    /** The raw prediction of each row, see {@link Objective}; the rows were binned as those of the fit. */
    public double[] predict(BinnedRows rows) {
        double[] raw = new double[rows.rows()];
        Arrays.fill(raw, start);
        for (TreeNode tree : trees) {
            for (int row = 0; row < raw.length; row++) {
                raw[row] += tree.value(rows, row);
            }
        }
        return raw;
    }
}
