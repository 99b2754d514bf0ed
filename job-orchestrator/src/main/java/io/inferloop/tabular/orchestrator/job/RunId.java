package io.inferloop.tabular.orchestrator.job;

import java.util.UUID;

/** One run of one attempt in one worker: chosen by the worker, new for every run, never reused. */
public record RunId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
