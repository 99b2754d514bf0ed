package io.inferloop.tabular.gateway.usage;

import io.inferloop.tabular.gateway.account.Caller;
import io.inferloop.tabular.gateway.auth.Authentication;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Counts calls per organization and minute. A call counts when it was let in (key and rate limit) and was not our failure (5xx).
 */
@Component
public class CallMeter implements HandlerInterceptor {

    private final Clock clock;
    private final ConcurrentMap<Slot, CallCount> counts = new ConcurrentHashMap<>();

    CallMeter(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        if (response.getStatus() < 500) {
            Authentication.callerOf(request).ifPresent(this::count);
        }
    }

    private void count(Caller caller) {
        Instant minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        counts.merge(
                new Slot(caller.organizationId().value(), minute),
                new CallCount(caller.organization(), minute, 1),
                CallCount::plus);
    }

    /** Takes out the counts of minutes before this time; nothing is counted into them any more. */
    List<CallCount> takeBefore(Instant time) {
        List<CallCount> taken = new ArrayList<>();
        for (Slot slot : counts.keySet()) {
            if (slot.minute().isBefore(time)) {
                CallCount count = counts.remove(slot);
                if (count != null) {
                    taken.add(count);
                }
            }
        }
        return taken;
    }

    /** Puts counts back that could not be stored. */
    void restore(List<CallCount> untaken) {
        untaken.forEach(count ->
                counts.merge(new Slot(count.organization().id().value(), count.minute()), count, CallCount::plus));
    }

    private record Slot(UUID organization, Instant minute) {}
}
