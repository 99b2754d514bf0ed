package io.inferloop.tabular.billing;

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
 * again; but a failure that keeps coming back stops Streams, so that health goes down and somebody looks.
 */
final class FailureBudget implements StreamsUncaughtExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(FailureBudget.class);

    private final int failures;
    private final Duration within;
    private final Clock clock;
    private final Deque<Instant> recent = new ArrayDeque<>();

    /** @param failures as many within the time are survived */
    FailureBudget(int failures, Duration within, Clock clock) {
        this.failures = failures;
        this.within = within;
        this.clock = clock;
    }

    @Override
    public synchronized StreamThreadExceptionResponse handle(Throwable failure) {
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
