package io.inferloop.tabular.core.metrics.privacy;

import java.util.Arrays;

/** Counts equal rows: an open-addressing table of row numbers, at most half full. */
final class RowSet {

    private static final int EMPTY = -1;

    private final ComparableRows rows;
    private final int[] slots;
    private final int[] counts;

    RowSet(ComparableRows rows, int capacity) {
        this.rows = rows;
        int size = Integer.highestOneBit(Math.max(1, capacity)) << 2;
        this.slots = new int[size];
        this.counts = new int[size];
        Arrays.fill(slots, EMPTY);
    }

    void add(int row) {
        int slot = slot(row);
        slots[slot] = slots[slot] == EMPTY ? row : slots[slot];
        counts[slot]++;
    }

    /** How often a row equal to this one was added. */
    int count(int row) {
        return counts[slot(row)];
    }

    private int slot(int row) {
        int mask = slots.length - 1;
        int slot = (int) (rows.hash(row) >>> 32) & mask;
        while (slots[slot] != EMPTY && !rows.equal(slots[slot], row)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
