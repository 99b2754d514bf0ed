package io.inferloop.tabular.platform.messaging;

import io.inferloop.tabular.schemas.topic.Topic;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** A record before, or without, decoding. */
record RawRecord(
        String topic,
        int partition,
        long offset,
        Instant appendedAt,
        @Nullable String key,
        byte @Nullable [] value,
        Headers headers) {

    static RawRecord of(ConsumerRecord<String, byte[]> record) {
        return new RawRecord(
                record.topic(),
                record.partition(),
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                record.key(),
                record.value(),
                record.headers());
    }

    static RawRecord of(Received<?> record) {
        return new RawRecord(
                record.topic().name(),
                record.partition(),
                record.offset(),
                record.appendedAt(),
                record.key(),
                record.rawValue(),
                record.headers());
    }

    <V extends SpecificRecord> Received<V> decode(Topic<V> of, AvroCodec codec) throws UndecodableRecordException {
        if (key == null) {
            throw new UndecodableRecordException("It has no key");
        }
        V decoded = value == null ? null : codec.decode(of, value);
        return new Received<>(of, partition, offset, appendedAt, key, decoded, value, headers);
    }
}
