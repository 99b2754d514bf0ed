package io.inferloop.tabular.gateway.ratelimit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Remembers that Redis is away, so that not every request waits for it, and says so once when it goes and once when it is back. */
@Component
class RedisOutage {

    private static final Logger log = LoggerFactory.getLogger(RedisOutage.class);

    private final Clock clock;
    private final Duration pause;
    private final Counter unlimited;
    private boolean away;
    private Instant askAgainAt = Instant.MIN;

    RedisOutage(Clock clock, RedisProperties redis, MeterRegistry metrics) {
        this.clock = clock;
        this.pause = redis.pause();
        this.unlimited = Counter.builder("tabular.rate.limit.bypassed")
                .description("Requests that passed without a rate limit because Redis was away")
                .register(metrics);
    }

    /** Whether Redis may be asked now. During an outage one request per pause finds out; the others pass. */
    synchronized boolean mayAsk() {
        if (!away) {
            return true;
        }
        Instant now = clock.instant();
        if (now.isBefore(askAgainAt)) {
            unlimited.increment();
            return false;
        }
        askAgainAt = now.plus(pause);
        return true;
    }

    synchronized void failed(RuntimeException failure) {
        unlimited.increment();
        askAgainAt = clock.instant().plus(pause);
        if (!away) {
            away = true;
            log.warn("Redis is away; requests pass without a rate limit until it is back: {}", failure.toString());
        }
    }

    synchronized void answered() {
        if (away) {
            away = false;
            log.info("Redis is back; rate limits hold again");
        }
    }
}
