package io.inferloop.tabular.billing;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.inferloop.tabular.platform.failure.RetryableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class FailureBudgetTest {

    private final SteppedClock clock = new SteppedClock();
    private final AtomicInteger pauses = new AtomicInteger();
    private final FailureBudget budget = new FailureBudget(2, Duration.ofMinutes(10), clock, pauses::incrementAndGet);

    @Test
    void replacesThreadsUntilTooManyDiedInAShortTime() {
        assertThat(budget.handle(new StreamsException("one"))).isEqualTo(REPLACE_THREAD);
        assertThat(budget.handle(new StreamsException("two"))).isEqualTo(REPLACE_THREAD);
        assertThat(budget.handle(new StreamsException("three"))).isEqualTo(SHUTDOWN_CLIENT);
    }

    @Test
    void forgetsFailuresThatAreLongAgo() {
        for (int failure = 0; failure < 10; failure++) {
            assertThat(budget.handle(new StreamsException("now and then"))).isEqualTo(REPLACE_THREAD);
            clock.now = clock.now.plus(Duration.ofMinutes(6));
        }
    }

    @Test
    void waitsForAServerThatIsAwayForEver() {
        RetryableException away = new RetryableException("schema_registry_unavailable", "no answer", null);
        for (int failure = 0; failure < 10; failure++) {
            assertThat(budget.handle(new StreamsException("in a node", away))).isEqualTo(REPLACE_THREAD);
        }
        assertThat(pauses).hasValue(10);
    }

    @Test
    void aMissingTopicStopsAtOnce() {
        assertThat(budget.handle(new MissingSourceTopicException("gone"))).isEqualTo(SHUTDOWN_CLIENT);
    }

    private static final class SteppedClock extends Clock {
        private Instant now = Instant.EPOCH;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
