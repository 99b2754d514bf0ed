package io.inferloop.tabular.core.metrics.boosting;

/** A node of a finished tree. */
sealed interface TreeNode {

    record Leaf(double value) implements TreeNode {}

    /** @param goesLeft by the feature's bin, the one of missing cells included */
    record Fork(int feature, boolean[] goesLeft, TreeNode left, TreeNode right) implements TreeNode {}

    /** The answer for one row. */
    default double value(BinnedRows rows, int row) {
        TreeNode node = this;
        while (node instanceof Fork fork) {
            node = fork.goesLeft()[rows.features().get(fork.feature()).bin(row)] ? fork.left() : fork.right();
        }
        return ((Leaf) node).value();
    }
}
