package io.inferloop.tabular.core.synthesis;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where a fit leaves its state from time to time, so that another one of the same table and options goes on from there after
 * this one was interrupted. Called on the fit's thread; how often a state is kept is decided here, not by the fit.
 */
public interface Checkpoints {

    /** Nothing is kept. */
    Checkpoints NONE = new Checkpoints() {
        @Override
        public Optional<Checkpoint> furthest(String fit) {
            return Optional.empty();
        }

        @Override
        public void reached(Supplier<Checkpoint> state) {
            // Nobody will ask for it.
        }
    };

    /**
     * The furthest state that was left of this fit; empty if there is none that can be read.
     *
     * @param fit the fit's {@linkplain FitIdentity#hex() identity}
     */
    Optional<Checkpoint> furthest(String fit);

    /**
     * Called wherever the fit could be gone on from.
     *
     * @param state the state as it is now; asked for before this returns, or not at all
     */
    void reached(Supplier<Checkpoint> state);
}
