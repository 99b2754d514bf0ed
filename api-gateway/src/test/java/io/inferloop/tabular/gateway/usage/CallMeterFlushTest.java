package io.inferloop.tabular.gateway.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferloop.tabular.gateway.account.Caller;
import io.inferloop.tabular.gateway.account.Organization;
import io.inferloop.tabular.gateway.account.OrganizationId;
import io.inferloop.tabular.platform.plan.PlanCatalogue;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class CallMeterFlushTest {

    private static final Instant NINE = Instant.parse("2026-11-05T09:00:00Z");

    private final SteppedClock clock = new SteppedClock();
    private final CallMeter meter = new CallMeter(clock);
    private final List<Map<String, CallCount>> stored = new ArrayList<>();
    private boolean broken;
    private final CallMeterFlush flush = new CallMeterFlush(meter, this::store, clock);

    @Test
    void aMinuteIsStoredOnceWhenItIsOver() {
        Caller caller = caller();
        call(caller, 200);
        clock.forward(Duration.ofSeconds(59));
        call(caller, 404);
        flush.flushFinishedMinutes();
        assertThat(stored).isEmpty();

        clock.forward(Duration.ofSeconds(6));
        call(caller, 200);
        flush.flushFinishedMinutes();
        flush.flushFinishedMinutes();
        assertThat(stored)
                .singleElement()
                .satisfies(counts ->
                        assertThat(counts.values()).containsExactly(new CallCount(caller.organization(), NINE, 2)));
    }

    @Test
    void aCallThatFailedByOurFaultOrOfNobodyDoesNotCount() {
        call(caller(), 503);
        meter.afterCompletion(new MockHttpServletRequest(), response(200), this, null);
        flush.stop();
        assertThat(stored).isEmpty();
    }

    @Test
    void everyOrganizationAndMinuteHasAnIdOfItsOwn() {
        Caller one = caller();
        call(one, 200);
        call(caller(), 200);
        clock.forward(Duration.ofMinutes(1));
        call(one, 200);
        clock.forward(Duration.ofMinutes(2));
        flush.flushFinishedMinutes();
        assertThat(stored)
                .singleElement()
                .satisfies(counts -> assertThat(counts)
                        .hasSize(3)
                        .allSatisfy((id, count) -> assertThat(id)
                                .endsWith("%s:%s".formatted(count.organization().id(), count.minute()))));
        assertThat(new CallMeterFlush(meter, this::store, clock)).satisfies(restarted -> {
            call(one, 200);
            restarted.stop();
            assertThat(stored.getLast().keySet())
                    .doesNotContainAnyElementsOf(stored.getFirst().keySet());
        });
    }

    @Test
    void theCurrentMinuteIsStoredWhenTheServiceStopsAndNotAgain() {
        Caller caller = caller();
        call(caller, 200);
        flush.start();
        flush.stop();
        flush.stop();
        clock.forward(Duration.ofMinutes(2));
        flush.flushFinishedMinutes();
        assertThat(stored)
                .singleElement()
                .satisfies(counts ->
                        assertThat(counts.values()).containsExactly(new CallCount(caller.organization(), NINE, 1)));
        assertThat(flush.isRunning()).isFalse();
    }

    @Test
    void whatCouldNotBeStoredComesAgainUnderItsIdWithTheSameCount() {
        Caller caller = caller();
        call(caller, 200);
        clock.forward(Duration.ofSeconds(70));
        broken = true;
        flush.flushFinishedMinutes();
        // Calls of now belong to another minute: the first one's count is what it was.
        call(caller, 200);
        flush.flushFinishedMinutes();
        broken = false;
        flush.flushFinishedMinutes();
        assertThat(stored).hasSize(3).allSatisfy(counts -> assertThat(counts).isEqualTo(stored.getFirst()));
        assertThat(stored.getFirst().values()).containsExactly(new CallCount(caller.organization(), NINE, 1));
    }

    private void store(Map<String, CallCount> counts) {
        stored.add(counts);
        if (broken) {
            throw new IllegalStateException("the database is away");
        }
    }

    private void call(Caller caller, int status) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setAttribute(Caller.class.getName(), caller);
        meter.afterCompletion(request, response(status), this, null);
    }

    private static MockHttpServletResponse response(int status) {
        MockHttpServletResponse response = new MockHttpServletResponse();
        response.setStatus(status);
        return response;
    }

    private static Caller caller() {
        try (InputStream yaml = PlanCatalogue.class.getResourceAsStream("/plans.yaml")) {
            PlanCatalogue plans = PlanCatalogue.read(new InputStreamReader(yaml, StandardCharsets.UTF_8), "plans.yaml");
            Organization organization = new Organization(
                    new OrganizationId(UUID.randomUUID()),
                    "Tester",
                    "starter",
                    1,
                    NINE,
                    ZoneOffset.UTC,
                    Currency.getInstance("USD"));
            return new Caller(UUID.randomUUID(), organization, plans.plan("starter"));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static final class SteppedClock extends Clock {

        private Instant now = NINE;

        void forward(Duration step) {
            now = now.plus(step);
        }

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
            throw new UnsupportedOperationException("Only UTC is needed");
        }
    }
}
