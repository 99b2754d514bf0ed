package io.inferloop.tabular.core.synthesis;

/** Asked between steps whether to go on. */
@FunctionalInterface
public interface Cancellation {

    Cancellation NONE = () -> {};

    /** Throws what ends the operation, usually a {@link java.util.concurrent.CancellationException}. */
    void throwIfCancelled();
}
