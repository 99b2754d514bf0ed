package io.inferloop.tabular.benchmarks.worker;

import io.inferloop.tabular.platform.messaging.AvroCodec;
import io.inferloop.tabular.platform.messaging.Messaging;
import io.inferloop.tabular.platform.messaging.UndecodableRecordException;
import io.inferloop.tabular.schemas.billing.BillingEvent;
import io.inferloop.tabular.schemas.billing.UsageRecorded;
import io.inferloop.tabular.schemas.topic.Topics;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Follows the usage topic from its end on: each job's generated rows mark the end of its way. */
public final class UsageWatch implements AutoCloseable {

    private static final String ROWS_GENERATED = "rows_generated";
    private static final Duration POLL = Duration.ofMillis(50);

    private final AvroCodec codec;
    private final java.util.function.Consumer<UUID> billed;
    private final Map<UUID, BigDecimal> rows = new ConcurrentHashMap<>();
    private final Set<String> ids = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final Thread thread;
    private final Consumer<String, byte[]> consumer;
    private volatile boolean stopping;

    /** @param billed hears of each job once its usage is on the topic */
    public UsageWatch(Messaging messaging, java.util.function.Consumer<UUID> billed) {
        this.codec = messaging.codec();
        this.billed = billed;
        this.consumer = messaging.clients().assignedConsumer("benchmark-usage");
        TopicEnd.seek(consumer, Topics.USAGE);
        this.thread = Thread.ofPlatform().name("usage-watch").start(this::follow);
    }

    private void follow() {
        try (consumer) {
            while (!stopping) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    take(codec.decode(Topics.USAGE, record.value()));
                }
            }
        } catch (UndecodableRecordException | RuntimeException e) {
            failure.set(e);
        }
    }

    private void take(BillingEvent event) {
        UsageRecorded usage = event.getUsage();
        if (usage == null || usage.getJobId() == null || !usage.getMeter().equals(ROWS_GENERATED)) {
            return;
        }
        // Equal ids are one event, however often the outbox sent it.
        if (ids.add(event.getSource() + "|" + event.getId())) {
            rows.merge(usage.getJobId(), usage.getQuantity(), BigDecimal::add);
            billed.accept(usage.getJobId());
        }
    }

    /** What does not agree with one charge of {@link NoOpWorker#ROWS} rows for each of the jobs. */
    public Set<String> mistakes(Collection<UUID> jobs) {
        Set<String> mistakes = new HashSet<>();
        Exception broken = failure.get();
        if (broken != null) {
            mistakes.add("the usage topic could not be read: " + broken);
        }
        long wrong = jobs.stream()
                .filter(job ->
                        BigDecimal.valueOf(NoOpWorker.ROWS).compareTo(rows.getOrDefault(job, BigDecimal.ZERO)) != 0)
                .count();
        if (wrong > 0) {
            mistakes.add("%d jobs are not charged once with their %d rows".formatted(wrong, NoOpWorker.ROWS));
        }
        return mistakes;
    }

    @Override
    public void close() throws InterruptedException {
        stopping = true;
        thread.join();
    }
}
