package io.inferloop.tabular.platform.task;

import io.inferloop.tabular.platform.messaging.AvroCodec;
import io.inferloop.tabular.platform.messaging.UndecodableRecordException;
import io.inferloop.tabular.schemas.task.StopTask;
import io.inferloop.tabular.schemas.task.TaskControl;
import io.inferloop.tabular.schemas.topic.Topics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the control topic by assignment, so that every worker sees every order, from ten minutes back at the start. It has
 * no group and commits nothing; after a broken connection it rewinds again, and an order heard twice changes nothing.
 */
final class ControlReader implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(ControlReader.class);
    private static final Duration REWIND = Duration.ofMinutes(10);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration RETRY_PAUSE = Duration.ofSeconds(1);

    private final Supplier<Consumer<String, byte[]>> consumers;
    private final AvroCodec codec;
    private final ActiveRuns runs;
    private final InstantSource clock;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch caughtUp = new CountDownLatch(1);

    ControlReader(Supplier<Consumer<String, byte[]>> consumers, AvroCodec codec, ActiveRuns runs, InstantSource clock) {
        this.consumers = consumers;
        this.codec = codec;
        this.runs = runs;
        this.clock = clock;
    }

    /** Waits until everything that was on the topic at the start has been read. */
    boolean awaitCaughtUp(Duration timeout) throws InterruptedException {
        return caughtUp.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop() {
        stopping.countDown();
    }

    @Override
    public void run() {
        while (!stopped()) {
            try (Consumer<String, byte[]> consumer = consumers.get()) {
                follow(consumer);
            } catch (RuntimeException e) {
                log.warn("Reading {} failed; connecting again", Topics.TASK_CONTROL.name(), e);
                pause();
            }
        }
    }

    private void follow(Consumer<String, byte[]> consumer) {
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.TASK_CONTROL.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        rewind(consumer, partitions, ends);
        while (!stopped()) {
            consumer.poll(POLL).forEach(this::obey);
            if (caughtUp.getCount() > 0
                    && partitions.stream().allMatch(p -> consumer.position(p) >= ends.getOrDefault(p, 0L))) {
                caughtUp.countDown();
            }
        }
    }

    private void rewind(
            Consumer<String, byte[]> consumer, List<TopicPartition> partitions, Map<TopicPartition, Long> ends) {
        long since = clock.instant().minus(REWIND).toEpochMilli();
        Map<TopicPartition, Long> wanted = new HashMap<>();
        partitions.forEach(partition -> wanted.put(partition, since));
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(wanted);
        for (TopicPartition partition : partitions) {
            OffsetAndTimestamp start = found.get(partition);
            consumer.seek(partition, start != null ? start.offset() : ends.getOrDefault(partition, 0L));
        }
    }

    private void obey(ConsumerRecord<String, byte[]> record) {
        try {
            TaskControl order = codec.decode(Topics.TASK_CONTROL, record.value());
            StopTask stop = order.getStop();
            if (stop != null) {
                runs.stop(order.getJobId(), stop);
            }
        } catch (UndecodableRecordException e) {
            // Every worker reads this topic: a dead letter from each would say the same thing many times.
            log.error("Order at {}-{}@{} cannot be read", record.topic(), record.partition(), record.offset(), e);
        }
    }

    private boolean stopped() {
        return stopping.getCount() == 0;
    }

    private void pause() {
        try {
            if (stopping.await(RETRY_PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                log.debug("Stopping while disconnected");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop();
        }
    }
}
