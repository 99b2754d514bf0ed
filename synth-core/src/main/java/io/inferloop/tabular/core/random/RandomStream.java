package io.inferloop.tabular.core.random;

/**
 * SplitMix64 (Steele, Lea and Flood 2014). Written out here, because the JDK promises the bits of its uniform
 * generators but not of {@code nextGaussian}, and a seed must mean the same rows on every release. Not thread-safe.
 */
public final class RandomStream {

    static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    RandomStream(long seed) {
        this.state = seed;
    }

    public long nextLong() {
        state += GOLDEN_GAMMA;
        return Seeds.mix(state);
    }

    /** Uniform on the open interval (0, 1). */
    public double nextDouble() {
        return ((nextLong() >>> 11) + 0.5) * 0x1p-53;
    }

    /** Uniform on 0 .. bound - 1; the bias is below bound / 2^63. */
    public int nextInt(int bound) {
        return (int) Math.unsignedMultiplyHigh(nextLong(), bound);
    }

    /** Uniform on 0 .. bound - 1; the bias is below bound / 2^63. */
    public long nextLong(long bound) {
        return Math.unsignedMultiplyHigh(nextLong(), bound);
    }

    /** Standard normal. */
    public double nextGaussian() {
        return Normal.quantile(nextDouble());
    }
}
