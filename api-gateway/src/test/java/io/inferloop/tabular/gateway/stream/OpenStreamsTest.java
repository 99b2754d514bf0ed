package io.inferloop.tabular.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inferloop.tabular.gateway.account.OrganizationId;
import io.inferloop.tabular.gateway.web.ApiProblem;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpenStreamsTest {

    private final OrganizationId one = new OrganizationId(UUID.randomUUID());
    private final OrganizationId another = new OrganizationId(UUID.randomUUID());
    private final OpenStreams streams = new OpenStreams(
            new StreamProperties(3, 2, Duration.ofSeconds(15), Duration.ofSeconds(1), Duration.ofMinutes(30)));

    @BeforeEach
    void start() {
        streams.start();
    }

    @Test
    void anOrganizationHasItsShareAndTheInstanceNoMoreThanItsOwn() {
        OpenStreams.Place first = streams.take(one);
        streams.take(one);
        assertRefused(one, "too_many_streams");
        streams.take(another);
        assertRefused(another, "no_stream_free");

        first.close();
        first.close();

        streams.take(another);
        assertRefused(one, "no_stream_free");
    }

    @Test
    void anInstanceThatStopsEndsItsStreamsAndGivesNoMore() {
        streams.take(one);

        streams.stop();

        assertThat(Thread.interrupted()).as("the thread of the stream").isTrue();
        assertRefused(another, "no_stream_free");
    }

    private void assertRefused(OrganizationId organization, String code) {
        assertThatThrownBy(() -> streams.take(organization))
                .isInstanceOfSatisfying(
                        ApiProblem.class, problem -> assertThat(problem.code()).isEqualTo(code));
    }
}
