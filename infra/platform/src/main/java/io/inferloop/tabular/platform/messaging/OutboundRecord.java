package io.inferloop.tabular.platform.messaging;

import io.inferloop.tabular.schemas.topic.Topic;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record on its way out, already encoded.
 *
 * @param key decides the partition, and with it the order
 * @param value bytes in the topic's wire format; null deletes the key on a compacted topic
 * @param headers by name; a header occurs once
 */
public record OutboundRecord(String topic, String key, byte @Nullable [] value, Map<String, byte[]> headers) {

    public OutboundRecord {
        if (topic.isBlank()) {
            throw new IllegalArgumentException("A record needs a topic");
        }
        if (key.isEmpty()) {
            throw new IllegalArgumentException("A record of %s needs a key".formatted(topic));
        }
        headers = Map.copyOf(headers);
    }

    public static OutboundRecord of(Topic<?> topic, String key, byte @Nullable [] value) {
        return new OutboundRecord(topic.name(), key, value, Map.of());
    }

    /** Deletes the key on a compacted topic. */
    public static OutboundRecord tombstone(String topic, String key) {
        return new OutboundRecord(topic, key, null, Map.of());
    }

    /** Encodes the value by the codec. */
    public static <V extends SpecificRecord> OutboundRecord of(AvroCodec codec, Topic<V> topic, String key, V value) {
        return of(topic, key, codec.encode(topic, value));
    }
}
