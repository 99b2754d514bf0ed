package io.inferloop.tabular.platform.task;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicIdPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The poll loop of a share group member: takes dispatch records only with free slots in hand, has each start acknowledged,
 * accepts and commits within milliseconds, and only then lets the tasks run.
 *
 * <p>An empty poll leaves a fetch parked at the broker that swallows the next records, so after one the loop polls on until
 * it gets something or closes the consumer.
 */
final class DispatchTaker implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(DispatchTaker.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration RETRY_PAUSE = Duration.ofSeconds(1);

    private final TaskLane lane;
    private final Supplier<ShareConsumer<String, byte[]>> consumers;
    private final DispatchAdmission admission;
    private final TaskRunner runner;
    private final int takeAtOnce;
    private final Semaphore freeSlots;
    private final CountDownLatch stopping = new CountDownLatch(1);

    DispatchTaker(
            TaskLane lane,
            Supplier<ShareConsumer<String, byte[]>> consumers,
            DispatchAdmission admission,
            TaskRunner runner,
            WorkerProperties properties) {
        this.lane = lane;
        this.consumers = consumers;
        this.admission = admission;
        this.runner = runner;
        this.takeAtOnce = properties.takeAtOnce();
        this.freeSlots = new Semaphore(properties.slots());
    }

    /** Takes nothing more; the consumer closes within a poll and gives back what it holds. */
    void stop() {
        stopping.countDown();
    }

    @Override
    public void run() {
        while (!stopped()) {
            try (ShareConsumer<String, byte[]> consumer = consumers.get()) {
                consumer.subscribe(List.of(lane.topic().name()));
                while (!stopped()) {
                    takeWithFreeSlots(consumer);
                }
            } catch (RuntimeException e) {
                log.warn(
                        "Taking tasks from {} failed; joining the share group again",
                        lane.topic().name(),
                        e);
                pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                stop();
            }
        }
    }

    private void takeWithFreeSlots(ShareConsumer<String, byte[]> consumer) throws InterruptedException {
        if (!freeSlots.tryAcquire(takeAtOnce, POLL.toMillis(), TimeUnit.MILLISECONDS)) {
            return;
        }
        int unused = takeAtOnce;
        try {
            ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
            while (records.isEmpty() && !stopped()) {
                records = consumer.poll(POLL);
            }
            for (DispatchAdmission.Decision decision : claim(consumer, records)) {
                switch (decision) {
                    case DispatchAdmission.Run accepted -> {
                        unused--;
                        runner.start(accepted.run(), freeSlots::release);
                    }
                    case DispatchAdmission.GiveBack givenBack -> pause();
                    case DispatchAdmission.Drop dropped -> {}
                }
            }
        } finally {
            freeSlots.release(unused);
        }
    }

    private Collection<DispatchAdmission.Decision> claim(
            ShareConsumer<String, byte[]> consumer, ConsumerRecords<String, byte[]> records) {
        if (records.isEmpty()) {
            return List.of();
        }
        Map<ConsumerRecord<String, byte[]>, DispatchAdmission.Decision> decisions = admission.decide(records);
        decisions.forEach((record, decision) -> acknowledge(
                consumer,
                record,
                switch (decision) {
                    case DispatchAdmission.Run run -> AcknowledgeType.ACCEPT;
                    case DispatchAdmission.Drop drop -> AcknowledgeType.REJECT;
                    case DispatchAdmission.GiveBack giveBack -> AcknowledgeType.RELEASE;
                }));
        commit(consumer);
        return decisions.values();
    }

    private static void acknowledge(
            ShareConsumer<String, byte[]> consumer, ConsumerRecord<String, byte[]> record, AcknowledgeType type) {
        try {
            consumer.acknowledge(record, type);
        } catch (IllegalStateException e) {
            log.warn("{} of {}-{}@{} came too late", type, record.topic(), record.partition(), record.offset(), e);
        }
    }

    /**
     * A failed commit does not keep the runs from starting: their starts are acknowledged, and should the record come to
     * another worker as well, the orchestrator binds one start and stops the other.
     */
    private static void commit(ShareConsumer<String, byte[]> consumer) {
        try {
            Map<TopicIdPartition, Optional<KafkaException>> results = consumer.commitSync();
            results.forEach((partition, failure) -> failure.ifPresent(
                    e -> log.warn("Acknowledgements on {} were not taken: {}", partition, e.toString())));
        } catch (KafkaException e) {
            log.warn("Acknowledgements could not be committed", e);
        }
    }

    private boolean stopped() {
        return stopping.getCount() == 0;
    }

    private void pause() {
        try {
            if (stopping.await(RETRY_PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                log.debug("Stopping while {} cannot be read", lane.topic().name());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop();
        }
    }
}
