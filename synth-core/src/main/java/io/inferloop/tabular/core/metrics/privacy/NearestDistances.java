package io.inferloop.tabular.core.metrics.privacy;

import java.util.Arrays;

/**
 * For each of some rows the distances to the two nearest of some reference rows, by comparing it with every one of them.
 *
 * @param nearest per row
 * @param second per row, at least as large; infinite where there is one reference row only
 */
record NearestDistances(float[] nearest, float[] second) {

    /** Reference rows that are looked at together: few enough to stay in the processor's nearest cache. */
    private static final int BLOCK = 256;

    /**
     * Both are points {@code [column][row]} of one {@link DistanceSpace}; of the references those from {@code from} up
     * to {@code to}.
     */
    static NearestDistances of(float[][] rows, float[][] references, int from, int to, Runnable blockDone) {
        int count = rows[0].length;
        float[] nearest = filled(count);
        float[] second = filled(count);
        float[] distances = new float[BLOCK];
        for (int start = from; start < to; start += BLOCK) {
            int size = Math.min(BLOCK, to - start);
            for (int row = 0; row < count; row++) {
                Arrays.fill(distances, 0, size, 0);
                for (int column = 0; column < rows.length; column++) {
                    add(distances, references[column], start, size, rows[column][row]);
                }
                float first = nearest[row];
                float next = second[row];
                for (int i = 0; i < size; i++) {
                    float distance = distances[i];
                    if (distance < next) {
                        next = Math.max(distance, first);
                        first = Math.min(distance, first);
                    }
                }
                nearest[row] = first;
                second[row] = next;
            }
            blockDone.run();
        }
        return new NearestDistances(scaled(nearest, rows.length), scaled(second, rows.length));
    }

    /** A loop that the compiler turns into vector instructions. */
    private static void add(float[] distances, float[] column, int start, int size, float cell) {
        for (int i = 0; i < size; i++) {
            distances[i] += Math.min(Math.abs(column[start + i] - cell), 1f);
        }
    }

    private static float[] filled(int count) {
        float[] distances = new float[count];
        Arrays.fill(distances, Float.POSITIVE_INFINITY);
        return distances;
    }

    private static float[] scaled(float[] sums, int columns) {
        for (int row = 0; row < sums.length; row++) {
            sums[row] /= columns;
        }
        return sums;
    }
}
