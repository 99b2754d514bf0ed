package io.inferloop.tabular.orchestrator.job;

/** A job was asked to become what its state does not lead to: a mistake in the caller. */
public final class IllegalTransitionException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    IllegalTransitionException(JobKey key, JobState from, JobState to) {
        super("%s is %s and cannot become %s".formatted(key, from, to));
    }

    IllegalTransitionException(JobKey key, JobState from, String request) {
        super("%s is %s and cannot %s".formatted(key, from, request));
    }
}
