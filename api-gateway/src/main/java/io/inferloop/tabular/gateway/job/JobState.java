package io.inferloop.tabular.gateway.job;

import java.util.Locale;

/** Where a job stands, as the orchestrator says. */
enum JobState {
    QUEUED(false),
    DISPATCHED(false),
    RUNNING(false),
    RETRY_WAIT(false),
    CANCELLING(false),
    SUCCEEDED(true),
    FAILED(true),
    CANCELLED(true),
    EXPIRED(true),
    REJECTED(true),
    /** A state that a newer orchestrator knows and this gateway does not. */
    UNKNOWN(false);

    private final boolean last;

    JobState(boolean last) {
        this.last = last;
    }

    /** Whether the job stays in it for ever. */
    boolean isLast() {
        return last;
    }

    /** As REST writes it. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
