package io.inferloop.tabular.platform.messaging;

import io.inferloop.tabular.platform.failure.FailureKind;
import io.inferloop.tabular.platform.failure.RetryableException;
import io.inferloop.tabular.platform.observability.TraceHeaders;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One member of a group on its own thread. All state but the stop request belongs to that thread. */
final class ConsumerLoop<V extends SpecificRecord> {

    private static final Logger log = LoggerFactory.getLogger(ConsumerLoop.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration COMMIT_PATIENCE = Duration.ofSeconds(5);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);

    private final BatchConsumer.Builder<V> settings;
    private final BatchHandler<V> handler;
    private final Messaging messaging;
    private final String name;
    private final ConsumerMetrics metrics;
    private final Thread thread;
    private final CountDownLatch stopRequested = new CountDownLatch(1);
    private final Backoff backoff = new Backoff();
    private final PolledBatch<V> batch;
    private final CaughtUpMarks marks;
    private volatile @Nullable Consumer<String, byte[]> current;
    private boolean oneByOne;
    private long retryAt = System.nanoTime();

    ConsumerLoop(BatchConsumer.Builder<V> settings, Messaging messaging, int member) {
        this.settings = settings;
        this.handler = Objects.requireNonNull(settings.handler);
        this.messaging = messaging;
        this.name = "%s-%s-%d".formatted(settings.group, settings.topic.name(), member);
        this.metrics = new ConsumerMetrics(messaging.meters(), settings.topic.name(), settings.group);
        this.batch = new PolledBatch<>(settings.topic);
        this.marks = new CaughtUpMarks(
                settings.clock == null ? messaging.clock() : settings.clock, settings.caughtUpEvery, handler);
        this.thread = Thread.ofPlatform().name(name).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    void requestStop() {
        stopRequested.countDown();
        Consumer<String, byte[]> consumer = current;
        if (consumer != null) {
            consumer.wakeup();
        }
    }

    void awaitStop() {
        try {
            if (!thread.join(STOP_PATIENCE)) {
                log.warn("{} is still in its handler after {}; what it does will be done again", name, STOP_PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean stopping() {
        return stopRequested.getCount() == 0;
    }

    private void run() {
        while (!stopping()) {
            try (Consumer<String, byte[]> consumer =
                    messaging.clients().groupConsumer(settings.group, name, settings.maxBatch)) {
                current = consumer;
                consume(consumer);
            } catch (WakeupException stop) {
                log.debug("{} was woken to stop", name);
            } catch (RuntimeException e) {
                log.error("{} failed and starts anew", name, e);
                pause(backoff.next());
            } finally {
                current = null;
            }
        }
    }

    private void pause(Duration delay) {
        try {
            boolean stop = stopRequested.await(delay.toMillis(), TimeUnit.MILLISECONDS);
            log.debug("{} paused, stop: {}", name, stop);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopRequested.countDown();
        }
    }

    private void consume(Consumer<String, byte[]> consumer) {
        Rebalances rebalances = new Rebalances(consumer);
        consumer.subscribe(List.of(settings.topic.name()), rebalances);
        try {
            while (!stopping()) {
                if (batch.isEmpty()) {
                    batch.add(consumer.poll(POLL));
                } else {
                    pollPaused(consumer);
                }
                if (!batch.isEmpty() && System.nanoTime() - retryAt >= 0) {
                    work(consumer);
                }
                if (batch.isEmpty()) {
                    marks.advance(consumer);
                }
            }
        } finally {
            commit(consumer, batch.committable());
            batch.drop(consumer.assignment());
        }
    }

    /** Stays in the group while the batch waits for its retry. */
    private void pollPaused(Consumer<String, byte[]> consumer) {
        consumer.pause(consumer.assignment());
        long leftMillis = Math.max(0, TimeUnit.NANOSECONDS.toMillis(retryAt - System.nanoTime()));
        Map<TopicPartition, Long> early = new HashMap<>();
        for (ConsumerRecord<String, byte[]> record :
                consumer.poll(Duration.ofMillis(Math.min(leftMillis, POLL.toMillis())))) {
            early.putIfAbsent(new TopicPartition(record.topic(), record.partition()), record.offset());
        }
        // A partition that was assigned in this very poll may have brought records before it was paused.
        early.forEach(consumer::seek);
    }

    private void work(Consumer<String, byte[]> consumer) {
        try (TraceHeaders.Scope span = messaging.traces().start("process " + settings.topic.name(), batch.headers())) {
            try {
                batch.decode(messaging.codec(), this::keep);
                handleAll();
            } catch (WakeupException stop) {
                throw stop;
            } catch (RuntimeException e) {
                span.error(e);
                retryLater(e);
                return;
            }
        }
        commit(consumer, batch.committable());
        if (backoff.failures() > 0) {
            log.info("{} goes on after {} retries", name, backoff.failures());
            backoff.reset();
        }
        oneByOne = false;
        consumer.resume(consumer.paused());
    }

    private void handleAll() {
        List<Received<V>> records = batch.unhandled();
        if (!oneByOne && !records.isEmpty()) {
            oneByOne = !handleTogether(records);
        }
        if (oneByOne) {
            records.forEach(this::handleAlone);
        }
        batch.allHandled();
    }

    /** @return false if they have to be tried one by one */
    private boolean handleTogether(List<Received<V>> records) {
        try {
            metrics.time(records, () -> handler.handle(records));
            return true;
        } catch (RuntimeException e) {
            if (FailureKind.of(e) == FailureKind.RETRYABLE) {
                throw e;
            }
            log.debug("{}: a batch of {} failed, now one by one", name, records.size(), e);
            return false;
        }
    }

    private void handleAlone(Received<V> record) {
        try {
            metrics.time(List.of(record), () -> handler.handle(List.of(record)));
        } catch (RuntimeException e) {
            if (FailureKind.of(e) == FailureKind.RETRYABLE) {
                throw e;
            }
            keep(RawRecord.of(record), "cannot be handled: " + e.getMessage(), e);
        }
        batch.handled(record);
    }

    /** Puts a record among the dead letters and waits until it is there. */
    private void keep(RawRecord record, String reason, Throwable cause) {
        log.error(
                "{}: {}-{}@{} (key {}) goes to the dead letters, it {}",
                name,
                record.topic(),
                record.partition(),
                record.offset(),
                record.key(),
                reason,
                cause);
        Future<?> kept = messaging.deadLetters().send(record, reason, cause);
        while (!stopping()) {
            try {
                kept.get(POLL.toMillis(), TimeUnit.MILLISECONDS);
                metrics.deadLetter();
                return;
            } catch (TimeoutException stillSending) {
                continue;
            } catch (ExecutionException e) {
                throw new RetryableException(
                        "dead_letter_not_kept",
                        "The dead letter topic of %s does not take it".formatted(record.topic()),
                        e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                stopRequested.countDown();
            }
        }
        throw new WakeupException();
    }

    private void retryLater(RuntimeException failure) {
        metrics.retry();
        Duration delay = backoff.next();
        retryAt = System.nanoTime() + delay.toNanos();
        boolean worthALine = Integer.bitCount(backoff.failures()) == 1;
        if (worthALine) {
            log.warn("{}: retry {} in {} ms because of", name, backoff.failures(), delay.toMillis(), failure);
        }
    }

    private void commit(Consumer<String, byte[]> consumer, Map<TopicPartition, OffsetAndMetadata> offsets) {
        if (offsets.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(offsets, COMMIT_PATIENCE);
            batch.committed(offsets.keySet());
        } catch (WakeupException stop) {
            throw stop;
        } catch (KafkaException e) {
            // The next commit covers it, or the partition's new owner handles the records again.
            log.warn("{} could not commit {}: {}", name, offsets, e.toString());
        }
    }

    private final class Rebalances implements ConsumerRebalanceListener {

        private final Consumer<String, byte[]> consumer;

        Rebalances(Consumer<String, byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            log.info("{} owns {}", name, partitions);
            if (!batch.isEmpty()) {
                consumer.pause(partitions);
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>(batch.committable());
            offsets.keySet().retainAll(partitions);
            commit(consumer, offsets);
            onPartitionsLost(partitions);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            log.info("{} gives {} back", name, partitions);
            batch.drop(partitions);
            marks.forget(partitions);
        }
    }
}
