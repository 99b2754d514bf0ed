package io.inferloop.tabular.core.synthesis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Keeps every state that a fit reaches, as bytes, and gives a chosen one to the next fit. */
public final class KeptInMemory implements Checkpoints {

    private final List<byte[]> kept = new ArrayList<>();
    private int given = -1;
    private String asked = "";

    @Override
    public Optional<Checkpoint> furthest(String fit) {
        asked = fit;
        return given < 0
                ? Optional.empty()
                : Optional.of(read(kept.get(given))).filter(c -> c.fit().equals(fit));
    }

    @Override
    public void reached(Supplier<Checkpoint> state) {
        kept.add(state.get().toBytes());
    }

    /** Checkpoints that give the state that was kept as the {@code place}th, from 0. */
    public KeptInMemory from(int place) {
        KeptInMemory next = new KeptInMemory();
        next.kept.addAll(kept.subList(0, place + 1));
        next.given = place;
        return next;
    }

    public int count() {
        return kept.size();
    }

    /** Steps of each state that was kept, in the order of keeping. */
    public List<Long> steps() {
        return kept.stream().map(bytes -> read(bytes).step()).toList();
    }

    /** The identity of the fit that last asked. */
    public String asked() {
        return asked;
    }

    private static Checkpoint read(byte[] bytes) {
        try {
            return Checkpoint.of(bytes);
        } catch (DamagedCheckpointException e) {
            throw new IllegalStateException(e);
        }
    }
}
