package io.inferloop.tabular.orchestrator.job;

import java.time.Instant;

/** What follows from a failed attempt. Decided by the retry policy, carried out by the job. */
public sealed interface Verdict {

    /** The next attempt may be queued at {@code at}. */
    record TryAgain(Instant at) implements Verdict {}

    /** It was the last attempt. */
    record GiveUp() implements Verdict {}
}
