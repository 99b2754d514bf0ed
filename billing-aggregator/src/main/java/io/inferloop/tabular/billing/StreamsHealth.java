package io.inferloop.tabular.billing;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams.State;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Down unless Kafka Streams is in one of the states that are well. */
final class StreamsHealth implements HealthIndicator {

    private final Supplier<State> streams;
    private final Set<State> well;

    private StreamsHealth(Supplier<State> streams, Set<State> well) {
        this.streams = streams;
        this.well = well;
    }

    /** Usage is taken. Rebalancing, which includes restoring the stores, is not ready yet. */
    static StreamsHealth ready(Supplier<State> streams) {
        return new StreamsHealth(streams, EnumSet.of(State.RUNNING));
    }

    /** Streams did not give up; if it did, only a restart helps. */
    static StreamsHealth alive(Supplier<State> streams) {
        return new StreamsHealth(streams, EnumSet.complementOf(EnumSet.of(State.PENDING_ERROR, State.ERROR)));
    }

    @Override
    public Health health() {
        State state = streams.get();
        Health.Builder health = well.contains(state) ? Health.up() : Health.down();
        return health.withDetail("state", state.name()).build();
    }
}
