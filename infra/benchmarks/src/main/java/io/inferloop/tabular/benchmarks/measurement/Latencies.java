package io.inferloop.tabular.benchmarks.measurement;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;

/** Many durations and how they are spread; nearest-rank percentiles. */
public final class Latencies {

    private static final double NANOS_PER_MILLI = 1e6;

    private final long[] sortedNanos;

    private Latencies(long[] sortedNanos) {
        this.sortedNanos = sortedNanos;
    }

    /** @throws IllegalArgumentException if there are none */
    public static Latencies ofNanos(Collection<Long> nanos) {
        if (nanos.isEmpty()) {
            throw new IllegalArgumentException("Latencies need at least one value");
        }
        long[] sorted = nanos.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        return new Latencies(sorted);
    }

    public int count() {
        return sortedNanos.length;
    }

    /** @param percent above 0, at most 100 */
    public double millis(double percent) {
        int rank = (int) Math.ceil(percent / 100 * sortedNanos.length);
        return sortedNanos[Math.clamp(rank, 1, sortedNanos.length) - 1] / NANOS_PER_MILLI;
    }

    /** One line for people. */
    public String describe() {
        return String.format(
                Locale.ROOT,
                "p50 %.2f ms, p90 %.2f ms, p99 %.2f ms, p99.9 %.2f ms, max %.1f ms",
                millis(50),
                millis(90),
                millis(99),
                millis(99.9),
                millis(100));
    }
}
