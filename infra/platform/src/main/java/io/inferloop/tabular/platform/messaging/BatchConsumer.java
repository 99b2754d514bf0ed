package io.inferloop.tabular.platform.messaging;

import io.inferloop.tabular.schemas.topic.Topic;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * Runs a {@link BatchHandler} on a topic as a member of a consumer group: polls batches, decodes, hands each batch over, commits after it was handled.
 *
 * <ul>
 *   <li>At least once: a batch is committed after the handler returned, and again on the way out of a rebalance.
 *   <li>A record that cannot be decoded, or that fails alone with something other than a RETRYABLE failure, goes to the {@link DeadLetters}; those
 *       around it are handled, in order.
 *   <li>A RETRYABLE failure (database, registry away) pauses the partitions and brings the same records again with backoff and jitter, for ever.
 *       Polling goes on meanwhile, so the member stays in its group; records of partitions that it loses are dropped, their new owner reads them.
 *   <li>Back-pressure is the handler's own time: nothing is read ahead of it but one fetch.
 *   <li>{@link #stop()} returns after the batch in hand, or at once while it waits for a retry.
 * </ul>
 *
 * <p>A plain {@link org.apache.kafka.clients.consumer.KafkaConsumer} on a named thread rather than a spring-kafka container: in 4.1 a healthy batch resets the
 * retry state of another partition of the same container, so a poison record beside busy partitions is never recovered, and the
 * caught-up statement of {@link BatchHandler#caughtUp} needs the consumer's position between two polls.
 */
public final class BatchConsumer<V extends SpecificRecord> implements SmartLifecycle {

    /** After the readers of compacted topics and the relay, before the web server; stopped in the opposite order. */
    public static final int PHASE = 0;

    private final Builder<V> settings;
    private final Messaging messaging;
    private final List<ConsumerLoop<V>> loops = new ArrayList<>();

    private BatchConsumer(Builder<V> settings, Messaging messaging) {
        this.settings = settings;
        this.messaging = messaging;
    }

    public static <V extends SpecificRecord> Builder<V> of(Topic<V> topic, String group) {
        return new Builder<>(topic, group);
    }

    @Override
    public synchronized void start() {
        if (!loops.isEmpty()) {
            return;
        }
        for (int member = 0; member < settings.concurrency; member++) {
            ConsumerLoop<V> loop = new ConsumerLoop<>(settings, messaging, member);
            loops.add(loop);
            loop.start();
        }
    }

    @Override
    public synchronized void stop() {
        loops.forEach(ConsumerLoop::requestStop);
        loops.forEach(ConsumerLoop::awaitStop);
        loops.clear();
    }

    @Override
    public synchronized boolean isRunning() {
        return !loops.isEmpty();
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    /** What a consumer is told; {@link #handler} is required. */
    public static final class Builder<V extends SpecificRecord> {

        final Topic<V> topic;
        final String group;

        @Nullable
        BatchHandler<V> handler;

        int maxBatch = 500;
        int concurrency = 1;
        Duration caughtUpEvery = Duration.ofMillis(500);

        @Nullable
        InstantSource clock;

        private Builder(Topic<V> topic, String group) {
            this.topic = topic;
            this.group = group;
        }

        public Builder<V> handler(BatchHandler<V> value) {
            this.handler = value;
            return this;
        }

        /** Most records handed over at once; 500 by default. */
        public Builder<V> maxBatch(int value) {
            if (value < 1) {
                throw new IllegalArgumentException("maxBatch must be positive, got " + value);
            }
            this.maxBatch = value;
            return this;
        }

        /** Members of the group in this process, each with a thread; 1 by default. More than the topic's partitions idle. */
        public Builder<V> concurrency(int value) {
            if (value < 1) {
                throw new IllegalArgumentException("concurrency must be positive, got " + value);
            }
            this.concurrency = value;
            return this;
        }

        /** How often at most {@link BatchHandler#caughtUp} is called; 500 ms by default. */
        public Builder<V> caughtUpEvery(Duration value) {
            this.caughtUpEvery = value;
            return this;
        }

        /** Whose time {@link BatchHandler#caughtUp} speaks of, such as the database's; the system's by default. Asked on the consumer's thread; may block and fail. */
        public Builder<V> clock(InstantSource value) {
            this.clock = value;
            return this;
        }

        public BatchConsumer<V> build(Messaging messaging) {
            if (handler == null) {
                throw new IllegalStateException("The consumer of %s needs a handler".formatted(topic.name()));
            }
            return new BatchConsumer<>(this, messaging);
        }
    }
}
