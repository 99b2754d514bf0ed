package io.inferloop.tabular.core.synthesis;

import org.jspecify.annotations.Nullable;

/** Hears how far a long operation is. Called on the operation's thread; must return quickly. */
@FunctionalInterface
public interface ProgressListener {

    ProgressListener NONE = (stage, done, total, message) -> {};

    /**
     * Hears how far a stage is.
     *
     * @param stage a short name such as {@code marginals}
     * @param done units finished, 0 to {@code total}
     */
    void progress(String stage, long done, long total, @Nullable String message);
}
