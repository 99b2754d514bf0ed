package io.inferloop.tabular.gateway.ratelimit;

import io.inferloop.tabular.gateway.account.OrganizationId;
import java.time.Duration;
import java.util.List;
import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.springframework.stereotype.Component;

/**
 * A token bucket per organization, in Redis so that all instances share it. The bucket holds {@code burst} tokens and fills at
 * the plan's rate; a request takes one. One atomic script, by the clock of Redis; an idle bucket expires when it is full again.
 */
@Component
class TokenBucket {

    /** Times in microseconds; tokens as text with all their digits, because Redis numbers are cut to integers on return. */
    private static final String TAKE = """
            local rate = tonumber(ARGV[1])
            local burst = tonumber(ARGV[2])
            local time = redis.call('TIME')
            local now = tonumber(time[1]) * 1000000 + tonumber(time[2])
            local bucket = redis.call('HMGET', KEYS[1], 'tokens', 'at')
            local tokens = tonumber(bucket[1]) or burst
            local at = tonumber(bucket[2]) or now
            tokens = math.min(burst, tokens + math.max(0, now - at) * rate / 3600000000)
            local taken = 0
            if tokens >= 1 then
              tokens = tokens - 1
              taken = 1
            end
            redis.call('HSET', KEYS[1], 'tokens', string.format('%.9f', tokens), 'at', string.format('%.0f', now))
            redis.call('PEXPIRE', KEYS[1], math.ceil((burst - tokens) * 3600000 / rate) + 1000)
            local wait = 0
            if taken == 0 then
              wait = math.ceil((1 - tokens) * 3600000 / rate)
            end
            return {taken, math.floor(tokens), wait, math.ceil((burst - tokens) * 3600000 / rate)}
            """;

    private final RedissonClient redisson;

    TokenBucket(RedissonClient redisson) {
        this.redisson = redisson;
    }

    /** Takes a token if there is one. Blocks for one round trip; throws what Redisson throws when Redis is away. */
    Taken take(OrganizationId organization, long requestsPerHour, long burst) {
        List<Long> answer = redisson.getScript(StringCodec.INSTANCE)
                .eval(
                        RScript.Mode.READ_WRITE,
                        TAKE,
                        RScript.ReturnType.LIST,
                        List.of("tabular:rate:{" + organization + "}"),
                        Long.toString(requestsPerHour),
                        Long.toString(burst));
        return new Taken(
                answer.get(0) == 1, answer.get(1), Duration.ofMillis(answer.get(2)), Duration.ofMillis(answer.get(3)));
    }

    /**
     * @param remaining whole tokens left
     * @param retryAfter until the next token; zero when one was taken
     * @param fullAfter until the bucket is full again
     */
    record Taken(boolean allowed, long remaining, Duration retryAfter, Duration fullAfter) {}
}
