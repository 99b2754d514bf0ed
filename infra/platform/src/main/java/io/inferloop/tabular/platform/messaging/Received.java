package io.inferloop.tabular.platform.messaging;

import io.inferloop.tabular.schemas.topic.Topic;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A record as it was read, decoded.
 *
 * @param appendedAt the record's timestamp: the broker's on topics with append time, else the producer's
 * @param value null is a tombstone
 * @param rawValue the bytes on the wire; what a signature covers
 */
public record Received<V extends SpecificRecord>(
        Topic<V> topic,
        int partition,
        long offset,
        Instant appendedAt,
        String key,
        @Nullable V value,
        byte @Nullable [] rawValue,
        Headers headers) {

    /** The value of a topic that knows no tombstones. */
    public V required() {
        if (value == null) {
            throw new IllegalArgumentException("%s-%d@%d: a tombstone where a value is required (key '%s')"
                    .formatted(topic.name(), partition, offset, key));
        }
        return value;
    }

    /** The last header of this name as UTF-8 text, or null. */
    public @Nullable String header(String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null
                ? null
                : new String(header.value(), java.nio.charset.StandardCharsets.UTF_8);
    }
}
