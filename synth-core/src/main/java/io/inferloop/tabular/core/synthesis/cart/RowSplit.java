package io.inferloop.tabular.core.synthesis.cart;

import io.inferloop.tabular.core.random.RandomStream;
import java.util.Arrays;
import java.util.stream.IntStream;

/** A table's rows, parted by chance into those that are learned and those that judge. */
record RowSplit(int[] learned, int[] heldOut) {

    /** One row in so many judges. */
    private static final int DIVISOR = 5;

    /** More rows than this say nothing new about how far a tree may grow. */
    private static final int MOST_ROWS = 200_000;

    /** Fewer rows cannot judge. */
    private static final int FEWEST_HELD_OUT = 40;

    static RowSplit of(int rows, RandomStream stream) {
        int[] order = IntStream.range(0, rows).toArray();
        for (int i = rows - 1; i > 0; i--) {
            int other = stream.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[other];
            order[other] = swapped;
        }
        int used = Math.min(rows, MOST_ROWS);
        int judges = used / DIVISOR;
        return new RowSplit(Arrays.copyOfRange(order, judges, used), Arrays.copyOf(order, judges));
    }

    boolean canJudge() {
        return heldOut.length >= FEWEST_HELD_OUT;
    }
}
