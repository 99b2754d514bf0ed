package io.inferloop.tabular.billing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams.State;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class StreamsHealthTest {

    @Test
    void isReadyOnlyWhileUsageIsTaken() {
        assertThat(wellIn(StreamsHealth::ready)).containsExactly(State.RUNNING);
    }

    @Test
    void isAliveUntilStreamsGaveUp() {
        assertThat(wellIn(StreamsHealth::alive))
                .contains(State.REBALANCING, State.RUNNING)
                .doesNotContain(State.PENDING_ERROR, State.ERROR);
    }

    private static List<State> wellIn(Function<Supplier<State>, StreamsHealth> indicator) {
        return Arrays.stream(State.values())
                .filter(state ->
                        Status.UP.equals(indicator.apply(() -> state).health().getStatus()))
                .toList();
    }
}
