package io.inferloop.tabular.core.metrics.fidelity;

import io.inferloop.tabular.core.table.Table;
import java.util.SplittableRandom;

/**
 * A table whose columns are the real ones, each shuffled on its own: perfect shapes and no trend. What a model scores
 * above it, it learned about how columns hang together.
 */
public final class PermutedColumnsBaseline {

    private PermutedColumnsBaseline() {}

    /**
     * A table of {@code rows} rows; each column takes the real values in a random order, over again once they are used
     * up. Deterministic for equal (table, rows, seed).
     *
     * @throws IllegalArgumentException if {@code rows} is negative, or the table has no rows to take
     */
    public static Table of(Table real, int rows, long seed) {
        if (rows < 0 || rows > 0 && real.rows() == 0) {
            throw new IllegalArgumentException("Cannot take %d rows of a table of %d".formatted(rows, real.rows()));
        }
        SplittableRandom seeds = new SplittableRandom(seed);
        return new Table(real.columns().stream()
                .map(column -> column.select(order(real.rows(), rows, seeds.split())))
                .toList());
    }

    private static int[] order(int realRows, int rows, SplittableRandom random) {
        int[] order = new int[rows];
        int[] deck = new int[realRows];
        for (int i = 0; i < realRows; i++) {
            deck[i] = i;
        }
        for (int row = 0; row < rows; row++) {
            int dealt = row % realRows;
            int pick = random.nextInt(dealt, realRows);
            int card = deck[pick];
            deck[pick] = deck[dealt];
            deck[dealt] = card;
            order[row] = card;
        }
        return order;
    }
}
