package io.inferloop.tabular.platform.messaging;

import io.inferloop.tabular.platform.failure.FailureKind;
import io.inferloop.tabular.schemas.topic.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Gives every record of a compacted topic to a listener, from the beginning and in order: {@link #start()} returns when all that was there has been given, then the
 * topic is followed on the reader's own thread. Every instance of a service reads the whole topic; there is no group.
 *
 * <p>The listener must be idempotent, since the reader begins again after it lost the cluster. A RETRYABLE failure of the listener or the registry brings the record again with backoff; any
 * other failure, and a record that cannot be decoded, is logged and passed over: all instances meet it, so it is not a dead letter. While
 * the cluster is away {@code start()} waits and says so in the log.
 */
public final class CompactedTopicReader<V extends SpecificRecord> implements SmartLifecycle {

    /** Before whoever takes work. */
    public static final int PHASE = -1_000;

    private static final Logger log = LoggerFactory.getLogger(CompactedTopicReader.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PROGRESS = Duration.ofSeconds(10);

    private final Topic<V> topic;
    private final Messaging messaging;
    private final Consumer<Received<V>> listener;
    private final Backoff backoff = new Backoff();
    private volatile CountDownLatch loaded = new CountDownLatch(1);
    private volatile CountDownLatch stopRequested = new CountDownLatch(1);
    private volatile org.apache.kafka.clients.consumer.@Nullable Consumer<String, byte[]> current;
    private @Nullable Thread thread;

    public CompactedTopicReader(Topic<V> topic, Messaging messaging, Consumer<Received<V>> listener) {
        this.topic = topic;
        this.messaging = messaging;
        this.listener = listener;
    }

    @Override
    public synchronized void start() {
        if (thread != null) {
            return;
        }
        loaded = new CountDownLatch(1);
        stopRequested = new CountDownLatch(1);
        thread = Thread.ofPlatform().name("reader-" + topic.name()).start(this::run);
        try {
            while (!loaded.await(PROGRESS.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("Waiting for {} to be loaded", topic.name());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while %s was being loaded".formatted(topic.name()), e);
        }
    }

    @Override
    public synchronized void stop() {
        Thread running = thread;
        if (running == null) {
            return;
        }
        stopRequested.countDown();
        org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer = current;
        if (consumer != null) {
            consumer.wakeup();
        }
        try {
            running.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread = null;
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    private boolean stopping() {
        return stopRequested.getCount() == 0;
    }

    private void run() {
        while (!stopping()) {
            try (var consumer = messaging.clients().assignedConsumer("reader-" + topic.name())) {
                current = consumer;
                read(consumer);
            } catch (WakeupException stop) {
                log.debug("The reader of {} was woken to stop", topic.name());
            } catch (RuntimeException e) {
                log.warn("The reader of {} begins again because of", topic.name(), e);
                pause(backoff.next());
            } finally {
                current = null;
            }
        }
    }

    private void read(org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic.name(), PATIENCE).stream()
                .map(partition -> new TopicPartition(topic.name(), partition.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new IllegalStateException("Topic %s does not exist".formatted(topic.name()));
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
        long given = 0;
        while (!stopping()) {
            if (loaded.getCount() > 0 && isAt(consumer, ends)) {
                log.info("{} is loaded: {} records", topic.name(), given);
                loaded.countDown();
            }
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                give(record);
                given++;
            }
            backoff.reset();
        }
    }

    private static boolean isAt(
            org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey(), PATIENCE) >= end.getValue());
    }

    private void give(ConsumerRecord<String, byte[]> record) {
        while (!stopping()) {
            try {
                listener.accept(RawRecord.of(record).decode(topic, messaging.codec()));
                return;
            } catch (UndecodableRecordException e) {
                log.error("{} is passed over: {}", place(record), e.getMessage());
                return;
            } catch (RuntimeException e) {
                if (FailureKind.of(e) != FailureKind.RETRYABLE) {
                    log.error("{} is passed over because it failed", place(record), e);
                    return;
                }
                Duration delay = backoff.next();
                log.warn("{} again in {} ms: {}", place(record), delay.toMillis(), e.toString());
                pause(delay);
            }
        }
    }

    private static String place(ConsumerRecord<?, ?> record) {
        return "%s-%d@%d (key %s)".formatted(record.topic(), record.partition(), record.offset(), record.key());
    }

    private void pause(Duration delay) {
        try {
            if (stopRequested.await(delay.toMillis(), TimeUnit.MILLISECONDS)) {
                log.debug("The reader of {} stops", topic.name());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopRequested.countDown();
        }
    }
}
