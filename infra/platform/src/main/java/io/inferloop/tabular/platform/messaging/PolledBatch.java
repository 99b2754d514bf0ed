package io.inferloop.tabular.platform.messaging;

import io.inferloop.tabular.schemas.topic.Topic;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;

/**
 * What one poll brought and how far it is done: records not decoded yet, decoded ones not handled yet, and the offsets that may be committed. Survives a retry, so that
 * nothing is decoded, handled or dead-lettered twice for it.
 */
final class PolledBatch<V extends SpecificRecord> {

    private final Topic<V> topic;
    private final Deque<ConsumerRecord<String, byte[]>> undecoded = new ArrayDeque<>();
    private final Deque<Received<V>> unhandled = new ArrayDeque<>();
    private final Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> committable = new HashMap<>();

    PolledBatch(Topic<V> topic) {
        this.topic = topic;
    }

    void add(Iterable<ConsumerRecord<String, byte[]>> records) {
        for (ConsumerRecord<String, byte[]> record : records) {
            undecoded.add(record);
            ends.put(
                    new TopicPartition(record.topic(), record.partition()), new OffsetAndMetadata(record.offset() + 1));
        }
    }

    boolean isEmpty() {
        return undecoded.isEmpty() && unhandled.isEmpty() && ends.isEmpty();
    }

    /** Decodes what is left; what cannot be decoded goes to {@code refuse}, which returns when the record is kept elsewhere. */
    void decode(AvroCodec codec, Refusal<RawRecord> refuse) {
        while (!undecoded.isEmpty()) {
            ConsumerRecord<String, byte[]> record = undecoded.getFirst();
            try {
                unhandled.add(RawRecord.of(record).decode(topic, codec));
            } catch (UndecodableRecordException e) {
                refuse.accept(RawRecord.of(record), "cannot be decoded: " + e.getMessage(), e);
            }
            undecoded.removeFirst();
        }
    }

    List<Received<V>> unhandled() {
        return new ArrayList<>(unhandled);
    }

    List<Headers> headers() {
        return Stream.concat(
                        unhandled.stream().map(Received::headers),
                        undecoded.stream().map(ConsumerRecord::headers))
                .toList();
    }

    void handled(Received<V> record) {
        unhandled.remove(record);
        committable.put(
                new TopicPartition(topic.name(), record.partition()), new OffsetAndMetadata(record.offset() + 1));
    }

    void allHandled() {
        unhandled.clear();
        committable.putAll(ends);
        ends.clear();
    }

    /** What may be committed now. */
    Map<TopicPartition, OffsetAndMetadata> committable() {
        return Map.copyOf(committable);
    }

    void committed(Collection<TopicPartition> partitions) {
        committable.keySet().removeAll(partitions);
    }

    /** Forgets partitions that belong to somebody else now, and who will read their records again. */
    void drop(Collection<TopicPartition> partitions) {
        undecoded.removeIf(record -> partitions.contains(new TopicPartition(record.topic(), record.partition())));
        unhandled.removeIf(record -> partitions.contains(new TopicPartition(topic.name(), record.partition())));
        ends.keySet().removeAll(partitions);
        committable.keySet().removeAll(partitions);
    }

    /** Keeps a record elsewhere, with the reason. */
    interface Refusal<R> {
        void accept(R record, String reason, Throwable cause);
    }
}
