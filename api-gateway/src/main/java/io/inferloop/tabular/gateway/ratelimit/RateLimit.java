package io.inferloop.tabular.gateway.ratelimit;

import io.inferloop.tabular.gateway.account.Caller;
import io.inferloop.tabular.gateway.auth.Authentication;
import io.inferloop.tabular.gateway.job.ActiveJobs;
import io.inferloop.tabular.gateway.web.ApiProblem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.redisson.client.RedisException;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Holds each organization to its plan's requests per hour and burst, and says on every answer what is left, of its places for jobs too, in
 * {@code RateLimit} and {@code RateLimit-Policy} (draft-ietf-httpapi-ratelimit-headers-10). Jobs over the last place are not refused; they
 * wait. While Redis is away every request passes and no rest of requests is told: a limit is no reason to turn customers away.
 */
@Component
public class RateLimit implements HandlerInterceptor {

    private static final Duration HOUR = Duration.ofHours(1);

    private final TokenBucket bucket;
    private final RedisOutage outage;
    private final ActiveJobs activeJobs;

    RateLimit(TokenBucket bucket, RedisOutage outage, ActiveJobs activeJobs) {
        this.bucket = bucket;
        this.outage = outage;
        this.activeJobs = activeJobs;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        Authentication.callerOf(request).ifPresent(caller -> hold(caller, response));
        return true;
    }

    private void hold(Caller caller, HttpServletResponse response) {
        List<Quota> quotas = new ArrayList<>();
        Optional<TokenBucket.Taken> taken = requests(caller, quotas);
        places(caller).ifPresent(quotas::add);
        tell(quotas, response);
        taken.filter(it -> !it.allowed()).ifPresent(refused -> {
            throw ApiProblem.quotaExceeded(
                            "rate_limited",
                            "Plan %s allows %,d requests per hour in bursts of %d."
                                    .formatted(
                                            caller.plan().id(),
                                            quotas.getFirst().most(),
                                            quotas.get(1).most()),
                            List.of("burst"))
                    .retryAfter(refused.retryAfter());
        });
    }

    /** Takes one request from the plan's quota, if it has one and it can be told. */
    private Optional<TokenBucket.Taken> requests(Caller caller, List<Quota> quotas) {
        OptionalLong requestsPerHour = caller.plan().requestsPerHour();
        if (requestsPerHour.isEmpty()) {
            return Optional.empty();
        }
        long perHour = requestsPerHour.getAsLong();
        long burst = caller.plan().burst().orElse(perHour);
        Optional<TokenBucket.Taken> taken = take(caller, perHour, burst);
        taken.ifPresent(it -> {
            quotas.add(new Quota("hour", perHour, HOUR, null, null, null));
            quotas.add(new Quota(
                    "burst", burst, HOUR.multipliedBy(burst).dividedBy(perHour), null, it.remaining(), it.fullAfter()));
        });
        return taken;
    }

    private Optional<Quota> places(Caller caller) {
        OptionalInt most = caller.plan().concurrentJobs();
        if (most.isEmpty()) {
            return Optional.empty();
        }
        OptionalInt active = activeJobs.count(caller.organizationId(), most.getAsInt());
        Long free = active.isEmpty() ? null : (long) (most.getAsInt() - active.getAsInt());
        return Optional.of(new Quota("jobs", most.getAsInt(), null, "concurrent-requests", free, null));
    }

    private static void tell(List<Quota> quotas, HttpServletResponse response) {
        if (!quotas.isEmpty()) {
            response.setHeader(
                    "RateLimit-Policy", quotas.stream().map(Quota::policy).collect(Collectors.joining(", ")));
        }
        List<String> rests = quotas.stream()
                .filter(it -> it.remaining() != null)
                .map(Quota::rest)
                .toList();
        if (!rests.isEmpty()) {
            response.setHeader("RateLimit", String.join(", ", rests));
        }
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
