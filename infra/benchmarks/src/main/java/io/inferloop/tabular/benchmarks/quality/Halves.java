package io.inferloop.tabular.benchmarks.quality;

import io.inferloop.tabular.core.random.RandomStream;
import io.inferloop.tabular.core.random.Seeds;
import io.inferloop.tabular.core.table.Table;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Two random halves of a table, of equal size and without a common row; of an odd number of rows one is left out.
 *
 * @param training what a model may see
 * @param other what it may not
 */
record Halves(Table training, Table other) {

    /**
     * Deterministic for equal (table, seed).
     *
     * @throws IllegalArgumentException if the table has fewer than two rows
     */
    static Halves of(Table table, long seed) {
        if (table.rows() < 2) {
            throw new IllegalArgumentException("A table of %d rows has no halves".formatted(table.rows()));
        }
        int[] order = shuffled(table.rows(), new Seeds(seed).child("halves").stream());
        int half = order.length / 2;
        return new Halves(
                table.select(Arrays.copyOf(order, half)), table.select(Arrays.copyOfRange(order, half, 2 * half)));
    }

    private static int[] shuffled(int rows, RandomStream stream) {
        int[] order = IntStream.range(0, rows).toArray();
        for (int i = rows - 1; i > 0; i--) {
            int other = stream.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[other];
            order[other] = swapped;
        }
        return order;
    }
}
