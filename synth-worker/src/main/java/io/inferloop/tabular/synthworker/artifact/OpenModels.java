package io.inferloop.tabular.synthworker.artifact;

import io.inferloop.tabular.core.model.ModelArtifact;
import io.inferloop.tabular.core.model.TableSampler;
import io.inferloop.tabular.synthworker.device.NativeLibraries;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Models that stay open between samplings, the least recently used closed first when those that nobody uses hold more memory than they
 * may. A model in use is never closed, and is shared by all who use it; what it holds is not counted until it is given back. Safe for
 * concurrent use. That a model is still kept is checked at every loan: one that was deleted is warm for nobody.
 */
@Component
public class OpenModels implements AutoCloseable {

    /** An open session holds its weights twice, as read and as prepared, and some megabytes whatever its size. */
    private static final int COPIES = 2;

    private static final long FIXED_BYTES = 4L << 20;

    private final ModelStore store;
    private final NativeLibraries natives;
    private final long mostIdleBytes;
    private final Counter cold;
    private final Counter warm;

    /** Those that nobody uses, the least recently used first. */
    private final Deque<Open> idle = new ArrayDeque<>();

    private final List<Open> lent = new ArrayList<>();
    private boolean closed;

    public OpenModels(
            ModelStore store, NativeLibraries natives, WarmModelProperties properties, MeterRegistry registry) {
        this.store = store;
        this.natives = natives;
        this.mostIdleBytes = properties.memory().toBytes();
        this.cold = opened(registry, "cold");
        this.warm = opened(registry, "warm");
        Gauge.builder("tabular.models.warm.bytes", this, OpenModels::idleBytes)
                .description("Memory of models that are open and not in use")
                .register(registry);
    }

    /**
     * Lends the model, opened if it is not open yet. Its rows depend on the threads, so a model is open once for each number of them.
     *
     * @param scratch an existing folder for the model's files; the caller deletes it
     */
    public Loan borrow(ModelRef ref, int threads, Path scratch) throws IOException {
        store.requireKept(ref);
        Open known = take(ref, threads);
        if (known != null) {
            warm.increment();
            return new Loan(known);
        }
        ModelArtifact model = store.load(ref, scratch);
        long bytes = FIXED_BYTES + COPIES * Files.size(scratch.resolve(ModelArtifact.ONNX_FILE));
        cold.increment();
        return new Loan(add(new Open(ref, threads, model.open(natives.device(), threads), bytes)));
    }

    private synchronized @Nullable Open take(ModelRef ref, int threads) {
        for (Open open : lent) {
            if (open.is(ref, threads)) {
                open.users++;
                return open;
            }
        }
        for (Open open : idle) {
            if (open.is(ref, threads)) {
                idle.remove(open);
                open.users = 1;
                lent.add(open);
                return open;
            }
        }
        return null;
    }

    private synchronized Open add(Open open) {
        open.users = 1;
        lent.add(open);
        return open;
    }

    private void giveBack(Open open) {
        settle(open).forEach(each -> each.sampler.close());
    }

    /** Takes the model back and returns those that are to be closed. */
    private synchronized List<Open> settle(Open open) {
        if (--open.users > 0) {
            return List.of();
        }
        lent.remove(open);
        // Two who missed it at the same moment have both opened it; one is enough.
        if (closed || idle.stream().anyMatch(other -> other.is(open.ref, open.threads))) {
            return List.of(open);
        }
        idle.addLast(open);
        List<Open> over = new ArrayList<>();
        while (idleBytes() > mostIdleBytes) {
            over.add(idle.removeFirst());
        }
        return over;
    }

    private synchronized long idleBytes() {
        return idle.stream().mapToLong(open -> open.bytes).sum();
    }

    /** Closes what nobody uses; what is lent is closed when it is given back. */
    @Override
    public void close() {
        List<Open> rest;
        synchronized (this) {
            closed = true;
            rest = List.copyOf(idle);
            idle.clear();
        }
        rest.forEach(open -> open.sampler.close());
    }

    private static Counter opened(MeterRegistry registry, String how) {
        return Counter.builder("tabular.models.lent")
                .description("Models lent to samplings: opened for it, or warm")
                .tag("how", how)
                .register(registry);
    }

    private static final class Open {

        private final ModelRef ref;
        private final int threads;
        private final TableSampler sampler;
        private final long bytes;
        private int users;

        Open(ModelRef ref, int threads, TableSampler sampler, long bytes) {
            this.ref = ref;
            this.threads = threads;
            this.sampler = sampler;
            this.bytes = bytes;
        }

        boolean is(ModelRef wanted, int wantedThreads) {
            return threads == wantedThreads && ref.equals(wanted);
        }
    }

    /** A model in somebody's use, until it is closed, which is once. */
    public final class Loan implements AutoCloseable {

        private final Open open;

        private Loan(Open open) {
            this.open = open;
        }

        public TableSampler sampler() {
            return open.sampler;
        }

        @Override
        public void close() {
            giveBack(open);
        }
    }
}
