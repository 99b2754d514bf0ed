package io.inferloop.tabular.platform.outbox;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes the relay. Many signals before it looks are one. */
final class RelaySignal {

    private final Semaphore pending = new Semaphore(0);

    void wake() {
        if (pending.availablePermits() == 0) {
            pending.release();
        }
    }

    /** Returns at the next signal, at once when there was one since the last wait, or after {@code atMost}. */
    void await(Duration atMost) throws InterruptedException {
        if (pending.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
            pending.drainPermits();
        }
    }
}
