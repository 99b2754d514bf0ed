package io.inferloop.tabular.core.random;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Random orders of row numbers. */
public final class Permutation {

    private Permutation() {}

    /** The numbers 0 to {@code size} - 1, every order equally likely (Fisher and Yates). */
    public static int[] of(int size, RandomStream stream) {
        int[] order = IntStream.range(0, size).toArray();
        for (int i = size - 1; i > 0; i--) {
            int other = stream.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[other];
            order[other] = swapped;
        }
        return order;
    }

    /** The first {@code most} of them, or all if there are fewer: a sample without replacement. */
    public static int[] sample(int size, int most, RandomStream stream) {
        int[] order = of(size, stream);
        return size <= most ? order : Arrays.copyOf(order, most);
    }
}
