package io.inferloop.tabular.core.synthesis.cart;

import java.util.Arrays;

/**
 * Every leaf's runs as one alias table (Walker 1977; Vose 1991), from which a code is drawn in constant time: a uniform
 * number picks one of the leaf's slots and what is left of it, compared with the slot's threshold, the slot itself or the
 * one that it shares its mass with.
 *
 * @param offset by node, its first slot
 * @param slots by node, how many; 0 where it is no leaf
 * @param threshold by slot, the share of its mass that is its own, 0 to 1
 * @param alias by slot, the slot that owns the rest
 * @param first by slot, the lowest code of its run
 * @param length by slot, the codes in its run
 */
record LeafTables(int[] offset, int[] slots, float[] threshold, int[] alias, int[] first, int[] length) {

    /**
     * Tables of all leaves.
     *
     * @param rows with a known code
     * @param leafOf the leaf of each of those rows
     */
    static LeafTables of(Tree tree, CodedColumn column, int[] rows, int[] leafOf) {
        int[] offset = new int[tree.size()];
        int[] slots = new int[tree.size()];
        Builder builder = new Builder();
        int[][] codes = codesOfLeaves(tree, column, rows, leafOf);
        LabelShares shares = LabelShares.areKept(column) ? LabelShares.of(tree, column, codes) : null;
        for (int node = 0; node < tree.size(); node++) {
            if (tree.isLeaf(node) && codes[node].length > 0) {
                offset[node] = builder.size;
                builder.add(shares == null ? LeafRuns.of(column, codes[node]) : LeafRuns.ofLabels(shares.of(node)));
                slots[node] = builder.size - offset[node];
            }
        }
        return builder.tables(offset, slots);
    }

    /**
     * The code drawn from a leaf, as the graph computes it.
     *
     * @param choice uniform on 0 .. 1, for the run
     * @param place uniform on 0 .. 1, for the code in the run
     */
    int draw(int leaf, float choice, float place) {
        float scaled = choice * slots[leaf];
        int chosen = Math.min((int) scaled, slots[leaf] - 1);
        int slot = offset[leaf] + chosen;
        int run = scaled - chosen < threshold[slot] ? slot : alias[slot];
        return first[run] + Math.min((int) (place * length[run]), length[run] - 1);
    }

    private static int[][] codesOfLeaves(Tree tree, CodedColumn column, int[] rows, int[] leafOf) {
        int[] left = new int[tree.size()];
        for (int leaf : leafOf) {
            left[leaf]++;
        }
        int[][] codes = new int[tree.size()][];
        Arrays.setAll(codes, node -> new int[left[node]]);
        for (int i = 0; i < rows.length; i++) {
            codes[leafOf[i]][--left[leafOf[i]]] = column.codes()[rows[i]];
        }
        for (int[] ofLeaf : codes) {
            Arrays.sort(ofLeaf);
        }
        return codes;
    }

    /** Appends one leaf after the other. */
    private static final class Builder {

        private float[] threshold = new float[256];
        private int[] alias = new int[256];
        private int[] first = new int[256];
        private int[] length = new int[256];
        private int size;

        void add(LeafRuns runs) {
            reserve(runs.count());
            double total = 0;
            for (int run = 0; run < runs.count(); run++) {
                first[size + run] = runs.first(run);
                length[size + run] = runs.length(run);
                total += runs.weight(run);
            }
            double[] mass = new double[runs.count()];
            for (int run = 0; run < mass.length; run++) {
                mass[run] = runs.weight(run) * mass.length / total;
            }
            pair(mass);
            size += mass.length;
        }

        /** Vose's pairing: what a slot lacks of mass 1 is taken from one that has more. */
        private void pair(double[] mass) {
            int[] light = new int[mass.length];
            int[] heavy = new int[mass.length];
            int lights = 0;
            int heavies = 0;
            for (int run = 0; run < mass.length; run++) {
                if (mass[run] < 1) {
                    light[lights++] = run;
                } else {
                    heavy[heavies++] = run;
                }
            }
            while (lights > 0 && heavies > 0) {
                int lacking = light[--lights];
                int giver = heavy[heavies - 1];
                set(lacking, mass[lacking], giver);
                mass[giver] -= 1 - mass[lacking];
                if (mass[giver] < 1) {
                    heavies--;
                    light[lights++] = giver;
                }
            }
            // What rounding leaves over has mass 1.
            while (heavies > 0) {
                set(heavy[--heavies], 1, heavy[heavies]);
            }
            while (lights > 0) {
                set(light[--lights], 1, light[lights]);
            }
        }

        private void set(int run, double own, int other) {
            threshold[size + run] = (float) own;
            alias[size + run] = size + other;
        }

        private void reserve(int more) {
            if (size + more > first.length) {
                int capacity = Math.max(size + more, 2 * first.length);
                threshold = Arrays.copyOf(threshold, capacity);
                alias = Arrays.copyOf(alias, capacity);
                first = Arrays.copyOf(first, capacity);
                length = Arrays.copyOf(length, capacity);
            }
        }

        LeafTables tables(int[] offset, int[] slots) {
            return new LeafTables(
                    offset,
                    slots,
                    Arrays.copyOf(threshold, size),
                    Arrays.copyOf(alias, size),
                    Arrays.copyOf(first, size),
                    Arrays.copyOf(length, size));
        }
    }
}
