package io.inferloop.tabular.benchmarks.submit;

import io.inferloop.tabular.benchmarks.measurement.Latencies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Clients that each do the next thing as soon as the last is done, for some time. */
final class ClosedLoop {

    private ClosedLoop() {}

    /** One client: a connection and what is done on it, over and over. */
    interface Client extends AutoCloseable {

        void once() throws Exception;
    }

    /**
     * What the clients did.
     *
     * @param seconds from the first start to the last end
     */
    record Outcome(Latencies latencies, double seconds) {

        double perSecond() {
            return latencies.count() / seconds;
        }
    }

    static Outcome run(int clients, Callable<Client> connect, Duration duration) throws Exception {
        List<Client> connected = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            for (int i = 0; i < clients; i++) {
                connected.add(connect.call());
            }
            long begin = System.nanoTime();
            long end = begin + duration.toNanos();
            List<Future<List<Long>>> running = connected.stream()
                    .map(client -> threads.submit(() -> loop(client, end)))
                    .toList();
            List<Long> nanos = new ArrayList<>();
            for (Future<List<Long>> each : running) {
                nanos.addAll(each.get());
            }
            return new Outcome(Latencies.ofNanos(nanos), (System.nanoTime() - begin) / 1e9);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } finally {
            for (Client client : connected) {
                client.close();
            }
        }
    }

    private static List<Long> loop(Client client, long end) throws Exception {
        List<Long> nanos = new ArrayList<>();
        long start = System.nanoTime();
        while (start < end) {
            client.once();
            long done = System.nanoTime();
            nanos.add(done - start);
            start = done;
        }
        return nanos;
    }
}
