package io.inferloop.tabular.gateway.ratelimit;

import io.inferloop.tabular.gateway.account.Caller;
import io.inferloop.tabular.gateway.auth.Authentication;
import io.inferloop.tabular.gateway.web.ApiProblem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.redisson.client.RedisException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Holds each organization to its plan's requests per hour and burst, and says how much is left in {@code RateLimit} headers
 * (draft-ietf-httpapi-ratelimit-headers-10). While Redis is away every request passes: a limit is no reason to turn customers away.
 */
@Component
public class RateLimit implements HandlerInterceptor {

    private final TokenBucket bucket;
    private final RedisOutage outage;

    RateLimit(TokenBucket bucket, RedisOutage outage) {
        this.bucket = bucket;
        this.outage = outage;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        Authentication.callerOf(request).ifPresent(caller -> hold(caller, response));
        return true;
    }

    private void hold(Caller caller, HttpServletResponse response) {
        if (caller.plan().requestsPerHour().isEmpty()) {
            return;
        }
        long perHour = caller.plan().requestsPerHour().getAsLong();
        long burst = caller.plan().burst().orElse(perHour);
        take(caller, perHour, burst).ifPresent(taken -> {
            response.setHeader("RateLimit-Policy", "\"hour\";q=%d;w=3600, \"burst\";q=%d".formatted(perHour, burst));
            response.setHeader(
                    "RateLimit",
                    "\"burst\";r=%d;t=%d"
                            .formatted(taken.remaining(), taken.fullAfter().toSeconds()));
            if (!taken.allowed()) {
                throw ApiProblem.of(
                                HttpStatus.TOO_MANY_REQUESTS,
                                "rate_limited",
                                "Plan %s allows %,d requests per hour in bursts of %d."
                                        .formatted(caller.plan().id(), perHour, burst))
                        .retryAfter(taken.retryAfter());
            }
        });
    }

    private Optional<TokenBucket.Taken> take(Caller caller, long perHour, long burst) {
        if (!outage.mayAsk()) {
            return Optional.empty();
        }
        try {
            TokenBucket.Taken taken = bucket.take(caller.organizationId(), perHour, burst);
            outage.answered();
            return Optional.of(taken);
        } catch (RedisException e) {
            outage.failed(e);
            return Optional.empty();
        }
    }
}
