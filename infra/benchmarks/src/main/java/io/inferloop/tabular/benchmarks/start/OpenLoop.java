package io.inferloop.tabular.benchmarks.start;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Does things at fixed times, whether or not the earlier ones are done; times count from when each was meant to happen, so a stall is not hidden. */
final class OpenLoop {

    private OpenLoop() {}

    /** Something to do at its time, on a thread of its own for the whole run. */
    interface Client extends AutoCloseable {

        /** @param meantAtNanos when it should happen, by {@link System#nanoTime()} */
        void once(long meantAtNanos) throws Exception;
    }

    /** @param threads enough that one is free at each time */
    static void run(int threads, Callable<? extends Client> connect, int perSecond, Duration duration)
            throws Exception {
        long interval = Duration.ofSeconds(1).toNanos() / perSecond;
        long count = duration.toNanos() / interval;
        AtomicLong next = new AtomicLong();
        List<Client> clients = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            for (int i = 0; i < threads; i++) {
                clients.add(connect.call());
            }
            long begin = System.nanoTime() + interval;
            List<Future<?>> running = new ArrayList<>();
            for (Client client : clients) {
                running.add(pool.submit(() -> {
                    for (long i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                        long meantAt = begin + i * interval;
                        for (long wait = meantAt - System.nanoTime(); wait > 0; wait = meantAt - System.nanoTime()) {
                            LockSupport.parkNanos(wait);
                        }
                        client.once(meantAt);
                    }
                    return null;
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } finally {
            for (Client client : clients) {
                client.close();
            }
        }
    }
}
