package io.inferloop.tabular.core.metrics.fidelity;

import io.inferloop.tabular.core.random.Permutation;
import io.inferloop.tabular.core.random.Seeds;
import io.inferloop.tabular.core.table.Table;
import java.util.Arrays;

/**
 * Two random halves of a table without a common row; of an odd number of rows one is left out. What one half scores
 * against the other is the holdout ceiling: rows as real as can be, apart from the luck of the draw.
 *
 * @param training what a model may see, or what stands for the real table
 * @param other what it may not, or what stands in the place of the synthetic one
 */
public record HoldoutHalves(Table training, Table other) {

    /**
     * Deterministic for equal (table, seed).
     *
     * @throws IllegalArgumentException if the table has fewer than two rows
     */
    public static HoldoutHalves of(Table table, long seed) {
        return of(table, table.rows(), table.rows(), seed);
    }

    /**
     * The same halves, of which only the first rows are taken.
     *
     * @param maxTraining at least 1
     * @param maxOther at least 1
     */
    public static HoldoutHalves of(Table table, int maxTraining, int maxOther, long seed) {
        if (table.rows() < 2 || maxTraining < 1 || maxOther < 1) {
            throw new IllegalArgumentException("A table of %d rows has no halves of at most %d and %d"
                    .formatted(table.rows(), maxTraining, maxOther));
        }
        int[] order = Permutation.of(table.rows(), new Seeds(seed).child("halves").stream());
        int half = order.length / 2;
        return new HoldoutHalves(
                table.select(Arrays.copyOf(order, Math.min(half, maxTraining))),
                table.select(Arrays.copyOfRange(order, half, half + Math.min(half, maxOther))));
    }
}
