package io.inferloop.tabular.gateway.job;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Requests that wait for a job. An event that this instance consumed wakes them at once; an event that another instance consumed is
 * seen by looking every {@link #LOOK_EVERY}. Blocks the caller's thread, which is a virtual one.
 */
@Component
class JobWaiters {

    static final Duration LOOK_EVERY = Duration.ofMillis(300);

    private final ConcurrentMap<JobId, Signal> signals = new ConcurrentHashMap<>();

    /** Looks until the job is as wanted or the time is over, and returns what was seen last. */
    Job await(JobId id, Supplier<Job> look, Predicate<Job> wanted, Duration longest) throws InterruptedException {
        return await(id, look, wanted, longest, LOOK_EVERY);
    }

    /** As above for anything that a job's news may change. @param lookEvery how soon news of another instance are seen */
    <T> T await(JobId id, Supplier<T> look, Predicate<T> wanted, Duration longest, Duration lookEvery)
            throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        Signal signal = signals.compute(id, (key, known) -> (known == null ? new Signal() : known).joined());
        try {
            while (true) {
                long before = signal.changes();
                T seen = look.get();
                long left = end - System.nanoTime();
                if (wanted.test(seen) || left <= 0) {
                    return seen;
                }
                signal.await(before, Math.min(left, lookEvery.toNanos()));
            }
        } finally {
            signals.compute(id, (key, known) -> known == null || known.left() == 0 ? null : known);
        }
    }

    void changed(JobId id) {
        Signal signal = signals.get(id);
        if (signal != null) {
            signal.raise();
        }
    }

    /** One job's news. Who waits is counted inside the map's compute only. */
    private static final class Signal {

        private final Lock lock = new ReentrantLock();
        private final Condition news = lock.newCondition();
        private long changes;
        private int waiting;

        private Signal joined() {
            waiting++;
            return this;
        }

        private int left() {
            return --waiting;
        }

        private long changes() {
            lock.lock();
            try {
                return changes;
            } finally {
                lock.unlock();
            }
        }

        private void raise() {
            lock.lock();
            try {
                changes++;
                news.signalAll();
            } finally {
                lock.unlock();
            }
        }

        /** Returns at once when there was news since the count was read. */
        private void await(long seenChanges, long nanos) throws InterruptedException {
            lock.lock();
            try {
                long left = nanos;
                while (changes == seenChanges && left > 0) {
                    left = news.awaitNanos(left);
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
