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
 * Makes one call to the database of what arrives while another call is under way: alone each item is sent at once, under load one call
 * carries many. No thread of its own and no waiting for company: the first of those that wait calls for all of them. Thread-safe.
 *
 * @param <T> what is stored or looked up
 * @param <R> what its caller wants to know of it
 */
final class GroupedCalls<T, R> {

    private final Function<List<T>, List<R>> call;
    private final Predicate<RuntimeException> isOnesFault;
    private final int most;
    private final Deque<Waiting<T, R>> waiting = new ArrayDeque<>();
    private boolean calling;

    /**
     * @param call does it for all items or for none, and returns their results in the same order; what it throws is thrown to each of them
     * @param isOnesFault tells failures that a single item may have caused: then each is sent alone, and those that can be are done
     * @param most items in one call
     */
    GroupedCalls(Function<List<T>, List<R>> call, Predicate<RuntimeException> isOnesFault, int most) {
        this.call = call;
        this.isOnesFault = isOnesFault;
        this.most = most;
    }

    /** An item and its caller, who wakes up to lead the next call or because somebody has called for it. */
    private record Waiting<T, R>(T item, CompletableFuture<Boolean> leads, CompletableFuture<R> result) {}

    /** Returns when it is done for the item, with its result; throws what its call threw. */
    R call(T item) {
        Waiting<T, R> own = new Waiting<>(item, new CompletableFuture<>(), new CompletableFuture<>());
        synchronized (waiting) {
            waiting.add(own);
            if (!calling) {
                calling = true;
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

    /** Items that no call has taken up yet. */
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
            call(group);
        } finally {
            passOn();
            group.forEach(each -> each.leads().complete(false));
        }
    }

    private void call(List<Waiting<T, R>> group) {
        try {
            List<R> results = call.apply(group.stream().map(Waiting::item).toList());
            for (int i = 0; i < group.size(); i++) {
                group.get(i).result().complete(results.get(i));
            }
        } catch (RuntimeException | Error failure) {
            if (group.size() > 1 && failure instanceof RuntimeException refused && isOnesFault.test(refused)) {
                group.forEach(each -> call(List.of(each)));
            } else {
                group.forEach(each -> each.result().completeExceptionally(failure));
            }
        }
    }

    private void passOn() {
        synchronized (waiting) {
            Waiting<T, R> next = waiting.peek();
            if (next == null) {
                calling = false;
            } else {
                next.leads().complete(true);
            }
        }
    }
}
