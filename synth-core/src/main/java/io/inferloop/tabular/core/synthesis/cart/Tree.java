package io.inferloop.tabular.core.synthesis.cart;

/**
 * A binary tree over question groups, grown from one target's rows. Node 0 is the root; children come after their parent
 * and beside each other.
 *
 * @param feature the place, in the order of visits, of the column that a node asks about
 * @param right by node and question group, whether a row goes right
 * @param left the left child; the right one is next to it; negative at a leaf
 * @param evidence for a split or for one of its children's, whichever is greater; 0 at a leaf
 * @param classes at a split, the target's classes by which it was chosen
 * @param lift by node and its parent's class, the log of how much likelier the class is here than in the parent
 */
record Tree(int[] feature, boolean[][] right, int[] left, double[] evidence, TargetClasses[] classes, float[][] lift) {

    int size() {
        return left.length;
    }

    boolean isLeaf(int node) {
        return left[node] < 0;
    }

    /** Whether a split asks about the column at this place in the order of visits. */
    boolean asksAbout(int place) {
        for (int node = 0; node < size(); node++) {
            if (!isLeaf(node) && feature[node] == place) {
                return true;
            }
        }
        return false;
    }

    /** The child that a row goes to. */
    int next(int node, byte[][] questions, int row) {
        return left[node] + (right[node][questions[feature[node]][row] & 0xFF] ? 1 : 0);
    }

    /** The leaf that a row ends in. */
    int leaf(byte[][] questions, int row) {
        int node = 0;
        while (!isLeaf(node)) {
            node = next(node, questions, row);
        }
        return node;
    }

    /** The same tree without the splits for which there is less evidence, nor any below them. */
    Tree cut(double leastEvidence) {
        int[] kept = left.clone();
        for (int node = 0; node < kept.length; node++) {
            if (evidence[node] < leastEvidence) {
                kept[node] = -1;
            }
        }
        return new Tree(feature, right, kept, evidence, classes, lift);
    }

    /** Splits on the longest way from the root to a leaf. */
    int depth() {
        int[] depth = new int[size()];
        int deepest = 0;
        for (int node = 0; node < size(); node++) {
            if (!isLeaf(node)) {
                depth[left[node]] = depth[node] + 1;
                depth[left[node] + 1] = depth[node] + 1;
                deepest = Math.max(deepest, depth[node] + 1);
            }
        }
        return deepest;
    }
}
