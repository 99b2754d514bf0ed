package io.inferloop.tabular.orchestrator.job;

/**
 * What a run must show to be believed. A start names an unbound dispatch; everything later names the bound run.
 *
 * @param attempt of the job's present task, from 1
 * @param dispatchNo over the whole job, from 1
 */
public record Fence(JobKey key, int attempt, int dispatchNo, RunId run) {

    @Override
    public String toString() {
        return "%s, attempt %d, dispatch %d, run %s".formatted(key, attempt, dispatchNo, run);
    }
}
