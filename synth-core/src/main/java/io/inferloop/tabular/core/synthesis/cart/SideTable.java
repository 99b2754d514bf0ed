package io.inferloop.tabular.core.synthesis.cart;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The sides to which question groups go at every split of a model, 0 for left and 1 for right; equal splits share theirs. */
final class SideTable {

    /** As many as a byte has, so that a row that is in a leaf finds itself sent left whatever it is asked. */
    private static final boolean[] LEAF = new boolean[256];

    private final Map<String, Integer> known = new HashMap<>();
    private int[] sides = new int[1024];
    private int size;

    /** Where each node's sides begin; those of a leaf are all left. */
    int[] places(Tree tree) {
        int[] places = new int[tree.size()];
        for (int node = 0; node < places.length; node++) {
            places[node] = place(tree.isLeaf(node) ? LEAF : tree.right()[node]);
        }
        return places;
    }

    int[] sides() {
        return Arrays.copyOf(sides, Math.max(1, size));
    }

    private int place(boolean[] right) {
        char[] name = new char[right.length];
        for (int group = 0; group < right.length; group++) {
            name[group] = right[group] ? 'R' : 'L';
        }
        return known.computeIfAbsent(new String(name), unused -> append(right));
    }

    private int append(boolean[] right) {
        if (size + right.length > sides.length) {
            sides = Arrays.copyOf(sides, Math.max(size + right.length, 2 * sides.length));
        }
        int place = size;
        for (boolean isRight : right) {
            sides[size++] = isRight ? 1 : 0;
        }
        return place;
    }
}
