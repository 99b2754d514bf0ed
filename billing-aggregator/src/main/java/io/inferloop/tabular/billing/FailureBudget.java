package io.inferloop.tabular.billing;

import io.inferloop.tabular.platform.failure.FailureKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of Streams when a thread dies. The thread is replaced, its transaction was aborted and its events come
 * again. A server that is away is waited for, for ever; any other failure that keeps coming back stops Streams, so that
 * health goes down and somebody looks.
 */
final class FailureBudget implements StreamsUncaughtExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(FailureBudget.class);

    private final int failures;
    private final Duration within;
    private final Clock clock;
    private final Runnable pause;
    private final Deque<Instant> recent = new ArrayDeque<>();

    /**
     * @param failures as many within the time are survived
     * @param pause waits before a thread is replaced because a server is away
     */
    FailureBudget(int failures, Duration within, Clock clock, Runnable pause) {
        this.failures = failures;
        this.within = within;
        this.clock = clock;
        this.pause = pause;
    }

    @Override
    public StreamThreadExceptionResponse handle(Throwable failure) {
        if (FailureKind.of(failure) == FailureKind.RETRYABLE) {
            log.warn("A stream thread is replaced, a server is away: {}", failure.toString());
            pause.run();
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        return count(failure);
    }

    private synchronized StreamThreadExceptionResponse count(Throwable failure) {
        if (failure instanceof MissingSourceTopicException) {
            log.error("Billing stops: the usage topic is missing", failure);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        Instant now = clock.instant();
        recent.addLast(now);
        while (recent.getFirst().isBefore(now.minus(within))) {
            recent.removeFirst();
        }
        if (recent.size() > failures) {
            log.error("Billing stops: {} stream threads died within {}", recent.size(), within, failure);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        log.error("A stream thread died and is replaced; its events come again", failure);
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
}
