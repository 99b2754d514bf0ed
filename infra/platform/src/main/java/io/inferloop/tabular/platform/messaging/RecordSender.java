package io.inferloop.tabular.platform.messaging;

import io.inferloop.tabular.platform.observability.TraceHeaders;
import io.inferloop.tabular.schemas.topic.Topic;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Sends records by the service's one idempotent producer, with the current span's {@code traceparent}. A future completes when all in-sync replicas
 * have the record, or with Kafka's exception at most 40 s later. Futures complete on the producer's thread: do not block there. Thread-safe.
 */
public final class RecordSender implements AutoCloseable {

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final Producer<String, byte[]> producer;
    private final AvroCodec codec;
    private final TraceHeaders traces;

    public RecordSender(Producer<String, byte[]> producer, AvroCodec codec, TraceHeaders traces) {
        this.producer = producer;
        this.codec = codec;
        this.traces = traces;
    }

    /**
     * Encodes and sends a record; completes when the brokers have it.
     *
     * @throws io.inferloop.tabular.platform.failure.RetryableException if the schema's id is not known yet and the registry is away
     */
    public <V extends SpecificRecord> CompletableFuture<RecordMetadata> send(Topic<V> topic, String key, V value) {
        return send(OutboundRecord.of(codec, topic, key, value));
    }

    public CompletableFuture<RecordMetadata> send(OutboundRecord record) {
        ProducerRecord<String, byte[]> out = new ProducerRecord<>(record.topic(), record.key(), record.value());
        record.headers().forEach(out.headers()::add);
        traces.current().forEach((name, value) -> {
            if (out.headers().lastHeader(name) == null) {
                out.headers().add(name, value);
            }
        });
        return send(out);
    }

    /** As it is, without further headers. */
    CompletableFuture<RecordMetadata> send(ProducerRecord<String, byte[]> record) {
        CompletableFuture<RecordMetadata> sent = new CompletableFuture<>();
        try {
            producer.send(record, (metadata, failure) -> {
                if (failure == null) {
                    sent.complete(metadata);
                } else {
                    sent.completeExceptionally(failure);
                }
            });
        } catch (RuntimeException refused) {
            sent.completeExceptionally(refused);
        }
        return sent;
    }

    @Override
    public void close() {
        producer.close(CLOSE_TIMEOUT);
    }
}
