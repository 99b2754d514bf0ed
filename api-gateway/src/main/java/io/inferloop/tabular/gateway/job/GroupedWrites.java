package io.inferloop.tabular.gateway.job;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Makes one write of what arrives while another write is under way: alone each item is written at once, under load one write carries
 * many. No thread of its own and no waiting for company: the first of those that wait writes for all of them. Thread-safe.
 *
 * @param <T> what is written
 * @param <R> what its writer wants to know of it
 */
final class GroupedWrites<T, R> {

    private final Function<List<T>, List<R>> write;
    private final Predicate<RuntimeException> isOnesFault;
    private final int most;
    private final Deque<Waiting<T, R>> waiting = new ArrayDeque<>();
    private boolean writing;

    /**
     * @param write writes all items or none, and returns their results in the same order; what it throws is thrown to each of them
     * @param isOnesFault tells failures that a single item may have caused: then each is written alone, and those that can be are
     * @param most items in one write
     */
    GroupedWrites(Function<List<T>, List<R>> write, Predicate<RuntimeException> isOnesFault, int most) {
        this.write = write;
        this.isOnesFault = isOnesFault;
        this.most = most;
    }

    /** An item and its writer, who wakes up to lead the next write or because somebody has written for it. */
    private record Waiting<T, R>(T item, CompletableFuture<Boolean> leads, CompletableFuture<R> result) {}

    /** Returns when the item is written, with its result; throws what its write threw. */
    R write(T item) {
        Waiting<T, R> own = new Waiting<>(item, new CompletableFuture<>(), new CompletableFuture<>());
        synchronized (waiting) {
            waiting.add(own);
            if (!writing) {
                writing = true;
                own.leads().complete(true);
            }
        }
        if (own.leads().join()) {
            lead();
        }
        try {
            return own.result().join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    /** Items that no write has taken up yet. */
    int waiting() {
        synchronized (waiting) {
            return waiting.size();
        }
    }

    private void lead() {
        List<Waiting<T, R>> group = new ArrayList<>();
        synchronized (waiting) {
            while (group.size() < most && !waiting.isEmpty()) {
                group.add(waiting.remove());
            }
        }
        try {
            write(group);
        } finally {
            passOn();
            group.forEach(each -> each.leads().complete(false));
        }
    }

    private void write(List<Waiting<T, R>> group) {
        try {
            List<R> results = write.apply(group.stream().map(Waiting::item).toList());
            for (int i = 0; i < group.size(); i++) {
                group.get(i).result().complete(results.get(i));
            }
        } catch (RuntimeException | Error failure) {
            if (group.size() > 1 && failure instanceof RuntimeException refused && isOnesFault.test(refused)) {
                group.forEach(each -> write(List.of(each)));
            } else {
                group.forEach(each -> each.result().completeExceptionally(failure));
            }
        }
    }

    private void passOn() {
        synchronized (waiting) {
            Waiting<T, R> next = waiting.peek();
            if (next == null) {
                writing = false;
            } else {
                next.leads().complete(true);
            }
        }
    }
}
