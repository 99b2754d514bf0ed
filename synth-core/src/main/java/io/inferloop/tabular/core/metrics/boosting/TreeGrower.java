package io.inferloop.tabular.core.metrics.boosting;

import io.inferloop.tabular.core.random.Permutation;
import io.inferloop.tabular.core.random.RandomStream;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Grows one tree, always splitting the leaf that gains most next. */
final class TreeGrower {

    private final BinnedRows rows;
    private final BoostingOptions options;
    private final Gradients gradients;
    private final RandomStream random;
    private final SplitSearch search;
    private final int[] order;
    private final int[] aside;

    TreeGrower(BinnedRows rows, BoostingOptions options, Gradients gradients, RandomStream random) {
        this.rows = rows;
        this.options = options;
        this.gradients = gradients;
        this.random = random;
        this.search = new SplitSearch(options.leafRows());
        this.order = IntStream.range(0, rows.rows()).toArray();
        this.aside = new int[rows.rows()];
    }

    /** The tree, whose leaves' values are already added to {@code raw}, one number per row. */
    TreeNode grow(double[] raw) {
        Total all = Total.NONE;
        for (int row = 0; row < rows.rows(); row++) {
            all = all.plus(gradients.first()[row], gradients.second()[row], 1);
        }
        GradientSums sums = GradientSums.empty(rows.features()).of(rows, gradients, order, 0, rows.rows());
        GrowingLeaf root = new GrowingLeaf(0, rows.rows(), 0, all, sums);
        root.split = bestSplit(root);
        PriorityQueue<GrowingLeaf> leaves = new PriorityQueue<>(
                Comparator.comparingDouble(GrowingLeaf::gain).reversed());
        leaves.add(root);
        while (leaves.size() < options.leaves()) {
            GrowingLeaf leaf = leaves.remove();
            SplitSearch.Split split = leaf.split;
            if (split == null) {
                break;
            }
            leaves.addAll(fork(leaf, split));
        }
        return finished(root, raw);
    }

    private List<GrowingLeaf> fork(GrowingLeaf leaf, SplitSearch.Split split) {
        int middle = partition(leaf, split);
        GradientSums all = leaf.releaseSums();
        boolean fewerLeft = middle - leaf.from < leaf.to - middle;
        GradientSums fewer = fewerLeft
                ? all.of(rows, gradients, order, leaf.from, middle)
                : all.of(rows, gradients, order, middle, leaf.to);
        GradientSums rest = all.less(fewer);
        leaf.left = new GrowingLeaf(leaf.from, middle, leaf.depth + 1, split.left(), fewerLeft ? fewer : rest);
        leaf.right = new GrowingLeaf(
                middle, leaf.to, leaf.depth + 1, leaf.total.less(split.left()), fewerLeft ? rest : fewer);
        leaf.left.split = bestSplit(leaf.left);
        leaf.right.split = bestSplit(leaf.right);
        return List.of(leaf.left, leaf.right);
    }

    /** Moves the rows that go left before the others, keeping the order of each; where the others begin. */
    private int partition(GrowingLeaf leaf, SplitSearch.Split split) {
        byte[] bins = rows.features().get(split.feature()).bins();
        int left = leaf.from;
        int right = 0;
        for (int i = leaf.from; i < leaf.to; i++) {
            int row = order[i];
            if (split.goesLeft()[bins[row] & 0xFF]) {
                order[left++] = row;
            } else {
                aside[right++] = row;
            }
        }
        System.arraycopy(aside, 0, order, left, right);
        return left;
    }

    private SplitSearch.@Nullable Split bestSplit(GrowingLeaf leaf) {
        if (leaf.depth >= options.depth() || leaf.to - leaf.from < 2 * options.leafRows()) {
            return null;
        }
        int features = rows.features().size();
        int looked = (int) Math.ceil(features * options.featureShare());
        return search.best(rows, leaf.sums(), leaf.total, Permutation.sample(features, looked, random));
    }

    private TreeNode finished(GrowingLeaf leaf, double[] raw) {
        if (leaf.split != null && leaf.left != null && leaf.right != null) {
            return new TreeNode.Fork(
                    leaf.split.feature(), leaf.split.goesLeft(), finished(leaf.left, raw), finished(leaf.right, raw));
        }
        double value = options.learningRate() * leaf.total.value();
        for (int i = leaf.from; i < leaf.to; i++) {
            raw[order[i]] += value;
        }
        return new TreeNode.Leaf(value);
    }
}
