package io.inferloop.tabular.platform.task;

import org.jspecify.annotations.Nullable;

/**
 * How far a run is.
 *
 * @param total 0 when it is not known
 * @param remainingMillis estimate for the stage, from its own pace so far; null while there is nothing to estimate from
 */
record Progress(
        String stage,
        long done,
        long total,
        @Nullable String message,
        @Nullable Long remainingMillis) {

    static final Progress STARTING = new Progress("starting", 0, 0, null, null);

    static Progress of(String stage, long done, long total, @Nullable String message, long stageNanos) {
        Long remaining = null;
        if (done > 0 && total >= done) {
            remaining = Math.round((double) stageNanos / 1_000_000 / done * (total - done));
        }
        return new Progress(stage, done, total, message, remaining);
    }
}
