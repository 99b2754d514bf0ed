package io.inferloop.tabular.core.model;

import io.inferloop.tabular.core.random.Seeds;

/**
 * A shuffled order of the numbers 0 to {@code size} - 1 that takes no memory: four rounds of a Feistel network over the next power of
 * four, walked until a number is inside (Black and Rogaway 2002).
 */
final class NumberPermutation {

    private static final int ROUNDS = 4;

    private final long size;
    private final int halfBits;
    private final Seeds seeds;

    NumberPermutation(long size, Seeds seeds) {
        this.size = size;
        this.halfBits = (64 - Long.numberOfLeadingZeros(Math.max(1, size - 1)) + 1) / 2;
        this.seeds = seeds;
    }

    long of(long number) {
        long permuted = number;
        do {
            permuted = shuffled(permuted);
        } while (permuted >= size);
        return permuted;
    }

    private long shuffled(long number) {
        long mask = (1L << halfBits) - 1;
        long left = number >>> halfBits;
        long right = number & mask;
        for (int round = 0; round < ROUNDS; round++) {
            long mixed = seeds.child(right * ROUNDS + round).value() & mask;
            long next = left ^ mixed;
            left = right;
            right = next;
        }
        return left << halfBits | right;
    }
}
