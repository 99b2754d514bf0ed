package io.inferloop.tabular.billing.usage;

import io.inferloop.tabular.platform.messaging.DeadLetters;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * A refused record as a dead letter. The topology writes it itself, with the headers of {@link DeadLetters}, so that it
 * belongs to the same transaction as everything else that the record caused.
 */
final class UsageDeadLetter {

    /** A value that fits a record may not fit one with these headers on top; the usage topic keeps it anyway. */
    private static final int MAX_VALUE_BYTES = 900_000;

    private static final int MAX_TEXT = 2_000;

    private UsageDeadLetter() {}

    static Record<String, byte[]> of(
            Record<String, byte[]> record, RejectedUsageException rejection, RecordMetadata position) {
        Headers headers = new RecordHeaders(record.headers());
        put(headers, DeadLetters.REASON, rejection.reason().code() + ": " + rejection.getMessage());
        put(headers, DeadLetters.EXCEPTION, rejection.toString());
        put(headers, DeadLetters.ORIGINAL_TOPIC, position.topic());
        put(headers, DeadLetters.ORIGINAL_PARTITION, Integer.toString(position.partition()));
        put(headers, DeadLetters.ORIGINAL_OFFSET, Long.toString(position.offset()));
        put(
                headers,
                DeadLetters.ORIGINAL_TIMESTAMP,
                Instant.ofEpochMilli(record.timestamp()).toString());
        byte @Nullable [] value = record.value();
        if (value == null || value.length <= MAX_VALUE_BYTES) {
            return record.withHeaders(headers);
        }
        put(headers, DeadLetters.VALUE_OMITTED, Integer.toString(value.length));
        return new Record<>(record.key(), null, record.timestamp(), headers);
    }

    private static void put(Headers headers, String name, String value) {
        String text = value.length() > MAX_TEXT ? value.substring(0, MAX_TEXT) + "..." : value;
        headers.remove(name).add(name, text.getBytes(StandardCharsets.UTF_8));
    }
}
