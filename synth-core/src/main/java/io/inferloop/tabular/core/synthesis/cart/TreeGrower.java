package io.inferloop.tabular.core.synthesis.cart;

import io.inferloop.tabular.core.synthesis.Cancellation;
import java.util.Arrays;

/**
 * Grows one tree by the best split of each node, as far as there is evidence. A split that shows nothing by itself is made
 * for the sake of its children's, one step ahead: neither of two columns may tell anything alone. Used once.
 */
final class TreeGrower {

    private static final int MOST_DEPTH = 30;

    /** A child's shares are drawn towards its parent's as by so many rows, so that no class is impossible. */
    private static final double PARENT_ROWS = 20;

    private static final double[] NOT_KNOWN = {};

    private final byte[][] questions;
    private final RowArrangement rows;
    private final SplitSearch search;
    private final TreeBuilder tree = new TreeBuilder();

    /**
     * A grower for one target.
     *
     * @param place the target's, in the order of visits
     * @param questions every column's question groups, in the order of visits
     * @param known rows with a known code; owned and reordered by the grower
     * @param nLogN {@code n ln n} for each n up to the number of rows
     */
    TreeGrower(
            VisitOrder order,
            int place,
            byte[][] questions,
            int[] known,
            int minLeaf,
            double[] nLogN,
            Cancellation cancellation) {
        this.questions = questions;
        this.rows = new RowArrangement(order.columns().get(place), known);
        this.search = new SplitSearch(order, place, questions, rows, minLeaf, nLogN, cancellation);
    }

    /** Grows the tree whose splits have at least this {@link Split#evidence}, their own or a child's. */
    Tree grow(double leastEvidence) {
        grow(0, rows.node(0, rows.size()), NOT_KNOWN, 0, leastEvidence, false);
        return tree.tree();
    }

    /**
     * Splits a node and what comes of it.
     *
     * @param inherited shares of the classes by which the parent was split
     * @param ahead whether the node is there for the sake of what it shows
     * @return the evidence of the node's best split, made or not
     */
    private double grow(int id, NodeRows node, double[] inherited, int depth, double least, boolean ahead) {
        Split split = depth == MOST_DEPTH ? null : search.best(node);
        if (split == null) {
            return 0;
        }
        double own = split.evidence();
        boolean doubtful = own < least;
        if (doubtful && ahead) {
            return own;
        }
        int middle = rows.partition(node, questions[split.feature()], split.right());
        int[] leftCounts = rows.counts(node.from(), middle, node.counts().length);
        int[] rightCounts = new int[leftCounts.length];
        Arrays.setAll(rightCounts, i -> node.counts()[i] - leftCounts[i]);
        double[] shares = shares(node, inherited);
        double[] leftShares = shares(leftCounts, middle - node.from(), shares);
        double[] rightShares = shares(rightCounts, node.to() - middle, shares);
        int child = tree.fork(id, split, node.classes(), lift(leftShares, shares), lift(rightShares, shares));
        double ofLeft = grow(child, rows.node(node.from(), middle), leftShares, depth + 1, least, doubtful);
        double ofRight = grow(child + 1, rows.node(middle, node.to()), rightShares, depth + 1, least, doubtful);
        double found = Math.max(own, Math.max(ofLeft, ofRight));
        if (found < least) {
            tree.join(id);
        } else {
            tree.support(id, found);
        }
        return own;
    }

    /** The shares of a node's own classes, which are the parent's only where they are the same everywhere. */
    private static double[] shares(NodeRows node, double[] inherited) {
        boolean same = node.classes() instanceof TargetClasses.Fixed && inherited.length > 0;
        int[] counts = node.counts();
        double[] shares = new double[counts.length];
        Arrays.setAll(shares, i -> same ? inherited[i] : (counts[i] + 1.0) / (node.count() + counts.length));
        return shares;
    }

    private static double[] shares(int[] counts, int childRows, double[] ofParent) {
        double[] shares = new double[counts.length];
        Arrays.setAll(shares, i -> (counts[i] + PARENT_ROWS * ofParent[i]) / (childRows + PARENT_ROWS));
        return shares;
    }

    private static float[] lift(double[] shares, double[] ofParent) {
        float[] lifts = new float[shares.length];
        for (int i = 0; i < lifts.length; i++) {
            lifts[i] = (float) Math.log(shares[i] / ofParent[i]);
        }
        return lifts;
    }
}
