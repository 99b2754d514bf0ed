package io.inferloop.tabular.core.synthesis.cart;

/** The rows that a tree grows from, those of a node side by side, each with its class in the node that was looked at last. */
final class RowArrangement {

    private final CodedColumn target;
    private final int[] rows;
    private final int[] moved;
    private final byte[] classes;
    private final byte[] classOfCode;
    private final boolean ofNode;

    /** @param rows with a known code; owned and reordered */
    RowArrangement(CodedColumn target, int[] rows) {
        this.target = target;
        this.rows = rows;
        this.moved = new int[rows.length];
        this.classes = new byte[rows.length];
        this.classOfCode = new byte[target.size()];
        this.ofNode = target.hasManyPieces();
        if (!ofNode) {
            fixed().writeTo(classOfCode);
        }
    }

    int size() {
        return rows.length;
    }

    /** Finds the classes of the rows {@code from .. to - 1} and writes down each row's. */
    NodeRows node(int from, int to) {
        TargetClasses found = ofNode ? ofNode(from, to) : fixed();
        int[] counts = new int[found.count()];
        for (int i = from; i < to; i++) {
            classes[i] = classOfCode[target.codes()[rows[i]]];
            counts[classes[i]]++;
        }
        return new NodeRows(from, to, found, counts);
    }

    private TargetClasses fixed() {
        return new TargetClasses.Fixed(target.classes(), target.isOrdered());
    }

    private TargetClasses ofNode(int from, int to) {
        int[] counts = new int[target.size()];
        for (int i = from; i < to; i++) {
            counts[target.codes()[rows[i]]]++;
        }
        TargetClasses found = TargetClasses.OfNode.of(counts, target.missing(), to - from);
        found.writeTo(classOfCode);
        return found;
    }

    /**
     * Puts the rows that go left before the others, both in their order; returns where the others begin.
     *
     * @param groups the question group of each row
     */
    int partition(NodeRows node, byte[] groups, boolean[] right) {
        int kept = node.from();
        int others = 0;
        for (int i = node.from(); i < node.to(); i++) {
            int row = rows[i];
            byte ofRow = classes[i];
            if (right[groups[row] & 0xFF]) {
                moved[others++] = row;
            } else {
                rows[kept] = row;
                classes[kept++] = ofRow;
            }
        }
        System.arraycopy(moved, 0, rows, kept, others);
        return kept;
    }

    /** The classes of the rows {@code from .. to - 1}, counted. */
    int[] counts(int from, int to, int width) {
        int[] counts = new int[width];
        for (int i = from; i < to; i++) {
            counts[classes[i]]++;
        }
        return counts;
    }

    /**
     * Counts a node's rows.
     *
     * @param groups the question group of each row
     * @param ofGroup adds the rows of each group
     * @param ofBoth adds the rows of each class in each group, at {@code group * classes + class}
     */
    void count(NodeRows node, byte[] groups, int[] ofGroup, int[] ofBoth) {
        int width = node.counts().length;
        for (int i = node.from(); i < node.to(); i++) {
            int group = groups[rows[i]] & 0xFF;
            ofBoth[group * width + classes[i]]++;
            ofGroup[group]++;
        }
    }
}
