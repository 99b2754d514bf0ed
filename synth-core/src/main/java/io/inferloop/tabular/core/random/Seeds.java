package io.inferloop.tabular.core.random;

/**
 * The root of all randomness of a run. Children are independent of each other and of the order in which they are asked
 * for, so adding a consumer changes no other consumer's numbers.
 *
 * @param value any 64 bits
 */
public record Seeds(long value) {

    /** A child for a purpose, such as {@code "noise"}. */
    public Seeds child(String purpose) {
        long hash = value;
        for (int i = 0; i < purpose.length(); i++) {
            hash = mix(hash + RandomStream.GOLDEN_GAMMA) ^ purpose.charAt(i);
        }
        return new Seeds(mix(hash));
    }

    /** The {@code index}-th child, such as one per block of rows. */
    public Seeds child(long index) {
        return new Seeds(mix(mix(value + RandomStream.GOLDEN_GAMMA) + index * RandomStream.GOLDEN_GAMMA));
    }

    /** A new stream at its start; equal seeds give equal streams. */
    public RandomStream stream() {
        return new RandomStream(value);
    }

    /** Variant 13 of David Stafford's 64-bit finalizer, as in SplitMix64. */
    static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
