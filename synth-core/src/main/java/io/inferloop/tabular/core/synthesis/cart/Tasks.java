package io.inferloop.tabular.core.synthesis.cart;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** The threads of one fit. What comes back does not depend on how many there are. */
final class Tasks implements AutoCloseable {

    private final ExecutorService pool;

    Tasks(int threads) {
        this.pool = Executors.newFixedThreadPool(threads);
    }

    /**
     * Runs a task for each number below {@code count}, the greatest first; results by number.
     *
     * @param finished hears, on the calling thread, how many are done
     * @throws CancellationException if the calling thread is interrupted
     */
    <T> List<T> each(int count, IntFunction<T> task, IntConsumer finished) {
        List<Future<T>> futures = IntStream.range(0, count)
                .mapToObj(i -> pool.submit(() -> task.apply(count - 1 - i)))
                .toList();
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
                finished.accept(results.size());
            }
            Collections.reverse(results);
            return results;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException("A task of a fit failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Interrupted while trees grew");
        } finally {
            futures.forEach(future -> future.cancel(true));
        }
    }

    /** Waits for the tasks that run. */
    @Override
    public void close() {
        pool.close();
    }
}
