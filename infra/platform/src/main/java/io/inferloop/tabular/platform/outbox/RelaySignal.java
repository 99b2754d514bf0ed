package io.inferloop.tabular.platform.outbox;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.transaction.support.TransactionSynchronization;

/** Wakes the relay when a transaction that appended has committed. Many signals before it looks are one. */
final class RelaySignal implements TransactionSynchronization {

    private final Semaphore pending = new Semaphore(0);

    @Override
    public void afterCommit() {
        wake();
    }

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
