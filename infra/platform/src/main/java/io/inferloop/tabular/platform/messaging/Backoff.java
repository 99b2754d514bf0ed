package io.inferloop.tabular.platform.messaging;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Growing pauses with jitter: between half of and the whole of 100 ms, 200 ms, ... 10 s. For one thread. */
final class Backoff {

    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private int failures;

    Duration next() {
        long whole = Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.min(failures, 10));
        failures++;
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(whole / 2, whole + 1));
    }

    int failures() {
        return failures;
    }

    void reset() {
        failures = 0;
    }
}
