package io.inferloop.tabular.core.metrics.fidelity;

import java.util.Arrays;

/**
 * The cells of a contingency table that are not empty.
 *
 * @param cells {@code first * size of second + second}, ascending
 * @param counts the rows in each cell
 * @param rows the sum of the counts
 */
record JointCounts(long[] cells, int[] counts, int rows) {

    static JointCounts of(int[] first, int[] second, int firstSize, int secondSize) {
        long all = (long) firstSize * secondSize;
        // A dense table pays as long as walking through it costs less than sorting the rows.
        return all <= Math.max(1 << 12, 4L * first.length)
                ? dense(first, second, (int) all, secondSize)
                : sparse(first, second, secondSize);
    }

    private static JointCounts dense(int[] first, int[] second, int size, int secondSize) {
        int[] table = new int[size];
        for (int row = 0; row < first.length; row++) {
            table[first[row] * secondSize + second[row]]++;
        }
        long[] cells = new long[Math.min(size, first.length)];
        int[] counts = new int[cells.length];
        int used = 0;
        for (int cell = 0; cell < size; cell++) {
            if (table[cell] > 0) {
                cells[used] = cell;
                counts[used++] = table[cell];
            }
        }
        return new JointCounts(Arrays.copyOf(cells, used), Arrays.copyOf(counts, used), first.length);
    }

    private static JointCounts sparse(int[] first, int[] second, int secondSize) {
        long[] sorted = new long[first.length];
        for (int row = 0; row < sorted.length; row++) {
            sorted[row] = (long) first[row] * secondSize + second[row];
        }
        Arrays.sort(sorted);
        long[] cells = new long[sorted.length];
        int[] counts = new int[sorted.length];
        int used = 0;
        for (int row = 0; row < sorted.length; row++) {
            if (row > 0 && sorted[row] == sorted[row - 1]) {
                counts[used - 1]++;
            } else {
                cells[used] = sorted[row];
                counts[used++] = 1;
            }
        }
        return new JointCounts(Arrays.copyOf(cells, used), Arrays.copyOf(counts, used), sorted.length);
    }
}
