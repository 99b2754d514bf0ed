package io.inferloop.tabular.orchestrator.retry;

import io.inferloop.tabular.orchestrator.job.Failure;
import io.inferloop.tabular.orchestrator.job.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * Whether a failed attempt is made again, and when: exponential backoff with full jitter. What the user must mend fails
 * at once. A mistake of ours is tried once more, because many of them depend on timing or on one worker's state, and
 * then kept for people rather than burnt through every attempt. What a worker could not do because a server was away is
 * nobody's doing: it gets so many attempts that they outlast an outage of minutes.
 */
public final class RetryPolicy {

    private final RetryProperties properties;
    private final RandomGenerator random;

    public RetryPolicy(RetryProperties properties, RandomGenerator random) {
        this.properties = properties;
        this.random = random;
    }

    /**
     * Decides whether a failed attempt is followed by another.
     *
     * @param attempt the one that failed, from 1
     */
    public Verdict decide(Failure failure, int attempt, Instant now) {
        int attempts = switch (failure.kind()) {
            case RETRYABLE -> failure.perhapsItsOwnDoing() ? properties.maxAttempts() : properties.outageAttempts();
            case BUG -> properties.bugAttempts();
            case REJECTED -> 1;
        };
        return attempt < attempts ? new Verdict.TryAgain(now.plus(backoff(attempt))) : new Verdict.GiveUp();
    }

    /** Anything from nothing to the longest wait after this attempt, so that jobs which failed together spread. */
    private Duration backoff(int attempt) {
        double longest = properties.initial().toMillis() * Math.pow(properties.factor(), attempt - 1);
        return Duration.ofMillis((long)
                (random.nextDouble() * Math.min(longest, properties.maximum().toMillis())));
    }
}
