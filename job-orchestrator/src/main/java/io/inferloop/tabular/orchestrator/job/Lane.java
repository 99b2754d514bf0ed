package io.inferloop.tabular.orchestrator.job;

/** A pool of workers that compete for the same dispatch topic. */
public enum Lane {
    SYNTHESIS_CPU,
    VALIDATION
}
