package io.inferloop.tabular.core.synthesis.cart;

/**
 * A node while it grows: rows {@code from .. to - 1} of a {@link RowArrangement}.
 *
 * @param classes the target's, by which the node is split
 * @param counts its rows of each class
 */
record NodeRows(int from, int to, TargetClasses classes, int[] counts) {

    int count() {
        return to - from;
    }
}
