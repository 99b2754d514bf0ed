package io.inferloop.tabular.core.synthesis.cart;

/** A column with the tree over the columns before it and the tables of its leaves. */
record LearnedColumn(CodedColumn column, Tree tree, LeafTables leaves) {

    /**
     * Learns what the leaves of a tree hold.
     *
     * @param rows with a known code
     */
    static LearnedColumn of(CodedColumn column, Tree tree, byte[][] questions, int[] rows) {
        int[] leafOf = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            leafOf[i] = tree.leaf(questions, rows[i]);
        }
        return new LearnedColumn(column, tree, LeafTables.of(tree, column, rows, leafOf));
    }
}
