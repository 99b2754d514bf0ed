package io.inferloop.tabular.gateway.id;

import java.time.Clock;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;

/** Makes UUIDs of version 7 (RFC 9562, 5.7): 48 bits of milliseconds, then randomness; they order by creation time. */
@Component
public final class TimeOrderedIds {

    private final Clock clock;
    private final RandomGenerator randomness;

    public TimeOrderedIds(Clock clock, RandomGenerator randomness) {
        this.clock = clock;
        this.randomness = randomness;
    }

    public UUID next() {
        long high = (clock.millis() << 16) | 0x7000L | (randomness.nextLong() & 0x0FFFL);
        long low = 0x8000_0000_0000_0000L | (randomness.nextLong() >>> 2);
        return new UUID(high, low);
    }
}
