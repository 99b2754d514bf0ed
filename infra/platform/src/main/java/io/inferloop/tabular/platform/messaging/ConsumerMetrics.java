package io.inferloop.tabular.platform.messaging;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What a consumer measures, by topic and group. */
final class ConsumerMetrics {

    private final MeterRegistry meters;
    private final Timer handling;
    private final Timer age;
    private final Counter records;
    private final Counter deadLetters;
    private final Counter retries;

    ConsumerMetrics(MeterRegistry meters, String topic, String group) {
        this.meters = meters;
        Tags tags = Tags.of("topic", topic, "group", group);
        this.handling = Timer.builder("tabular.consumer.batch").tags(tags).register(meters);
        this.age = Timer.builder("tabular.consumer.record.age").tags(tags).register(meters);
        this.records = meters.counter("tabular.consumer.records", tags);
        this.deadLetters = meters.counter("tabular.consumer.dead.letters", tags);
        this.retries = meters.counter("tabular.consumer.retries", tags);
    }

    /** Times the handling; the oldest record's age stands for the batch's. */
    void time(List<? extends Received<?>> batch, Runnable handle) {
        Instant now = Instant.ofEpochMilli(meters.config().clock().wallTime());
        Duration oldest = Duration.between(batch.getFirst().appendedAt(), now);
        age.record(oldest.isNegative() ? Duration.ZERO : oldest);
        handling.record(handle);
        records.increment(batch.size());
    }

    void deadLetter() {
        deadLetters.increment();
    }

    void retry() {
        retries.increment();
    }
}
