package io.inferloop.tabular.orchestrator.job;

import org.jspecify.annotations.Nullable;

/**
 * How far the bound run is, in its own words.
 *
 * @param total 0 when not known
 * @param remainingMillis the worker's estimate
 */
public record Progress(
        String stage,
        long done,
        long total,
        @Nullable String message,
        @Nullable Long remainingMillis) {}
