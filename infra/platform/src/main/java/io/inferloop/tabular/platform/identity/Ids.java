package io.inferloop.tabular.platform.identity;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * New ids in UUID version 7 (RFC 9562): 48 bits of milliseconds, a 12 bit counter that keeps the ids of one generator growing
 * within a millisecond, 62 random bits. Thread-safe.
 */
public final class Ids {

    private static final int COUNTER_BITS = 12;

    private final InstantSource clock;
    private final RandomGenerator random;
    private final AtomicLong last = new AtomicLong();

    public Ids(InstantSource clock) {
        this(clock, new SecureRandom());
    }

    /** @param random must be thread-safe where the ids are asked for by several threads */
    public Ids(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** Greater than every id this generator gave before, even when the clock steps back. */
    public UUID next() {
        long now = clock.millis() << COUNTER_BITS;
        long tick = last.updateAndGet(previous -> Math.max(previous + 1, now));
        long high = (tick >>> COUNTER_BITS) << 16 | 0x7000L | (tick & 0xfff);
        long low = random.nextLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
