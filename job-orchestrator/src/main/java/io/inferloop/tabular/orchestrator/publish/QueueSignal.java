package io.inferloop.tabular.orchestrator.publish;

import io.inferloop.tabular.orchestrator.job.Lane;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Wakes the schedulers of this process when there may be something to dispatch. Many signals before one looks are one. */
public final class QueueSignal {

    private final Map<Lane, Semaphore> pending = new EnumMap<>(Lane.class);

    public QueueSignal() {
        for (Lane lane : Lane.values()) {
            pending.put(lane, new Semaphore(0));
        }
    }

    /** Wakes every lane once the present transaction has committed. */
    void afterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                pending.values().forEach(QueueSignal::raise);
            }
        });
    }

    /** Returns at the next signal, at once when there was one since the last wait, or after {@code atMost}. */
    public void await(Lane lane, Duration atMost) throws InterruptedException {
        Semaphore signal = Objects.requireNonNull(pending.get(lane), lane::name);
        if (signal.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            signal.drainPermits();
        }
    }

    private static void raise(Semaphore signal) {
        if (signal.availablePermits() == 0) {
            signal.release();
        }
    }
}
