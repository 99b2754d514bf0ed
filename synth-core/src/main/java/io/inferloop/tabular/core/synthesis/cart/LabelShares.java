package io.inferloop.tabular.core.synthesis.cart;

/**
 * The labels of every node's rows, drawn towards those of the nodes above: the fewer rows of a leaf disagree on more labels,
 * the less they say that is not chance. A leaf whose rows all have one label keeps it, so what follows from other columns
 * without exception still does.
 *
 * @param rows by node and code, with fractions; a node has as many as were learned there
 */
record LabelShares(double[][] rows) {

    /** Of more labels most leaves would have to keep all that the nodes above have. */
    private static final int MOST_LABELS = 64;

    /** A node is drawn towards its parent as by so many rows for each of its labels beyond the first. */
    private static final double PARENT_ROWS_PER_LABEL = 5;

    static boolean areKept(CodedColumn column) {
        return !column.isOrdered() && column.size() <= MOST_LABELS;
    }

    /** @param codes of the rows of each leaf */
    static LabelShares of(Tree tree, CodedColumn column, int[][] codes) {
        double[][] rows = counts(tree, column.size(), codes);
        for (int node = 0; node < tree.size(); node++) {
            if (!tree.isLeaf(node)) {
                drawTowards(rows[tree.left()[node]], rows[node]);
                drawTowards(rows[tree.left()[node] + 1], rows[node]);
            }
        }
        return new LabelShares(rows);
    }

    double[] of(int node) {
        return rows[node];
    }

    /** Children come after their parents, so backwards each is counted before it is added. */
    private static double[][] counts(Tree tree, int labels, int[][] codes) {
        double[][] rows = new double[tree.size()][labels];
        for (int node = tree.size() - 1; node >= 0; node--) {
            if (tree.isLeaf(node)) {
                for (int code : codes[node]) {
                    rows[node][code]++;
                }
            } else {
                for (int code = 0; code < labels; code++) {
                    rows[node][code] = rows[tree.left()[node]][code] + rows[tree.left()[node] + 1][code];
                }
            }
        }
        return rows;
    }

    private static void drawTowards(double[] child, double[] parent) {
        int labels = 0;
        double ofChild = 0;
        double ofParent = 0;
        for (int code = 0; code < child.length; code++) {
            labels += child[code] > 0 ? 1 : 0;
            ofChild += child[code];
            ofParent += parent[code];
        }
        double borrowed = PARENT_ROWS_PER_LABEL * Math.max(0, labels - 1);
        for (int code = 0; code < child.length && borrowed > 0; code++) {
            child[code] = (child[code] + borrowed * parent[code] / ofParent) * ofChild / (ofChild + borrowed);
        }
    }
}
