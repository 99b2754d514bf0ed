package io.inferloop.tabular.platform.messaging;

import io.inferloop.tabular.platform.failure.RetryableException;
import io.inferloop.tabular.schemas.topic.Topic;
import java.nio.ByteBuffer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Values of topics as bytes and back, in the Confluent wire format: 0x00, the schema's id in four bytes, the Avro binary. The work is done by the
 * configured Kafka serializer classes, which look a schema's id up once and keep it: a registry that goes away later stops no known schema.
 *
 * <p>Thread-safe: Kafka's producer demands it of serializers, and the deserializers of both vendors share only concurrent caches. One pair for the process means one schema cache.
 */
public final class AvroCodec implements AutoCloseable {

    private static final int HEADER_BYTES = 5;

    private final Serializer<Object> serializer;
    private final Deserializer<Object> deserializer;

    public AvroCodec(RegistryProperties registry) {
        this.serializer = create(registry.serializer());
        this.deserializer = create(registry.deserializer());
        serializer.configure(registry.serdeConfig(), false);
        deserializer.configure(registry.serdeConfig(), false);
    }

    /** @param type bound as a class of the Kafka interface, so only its value type is taken on trust */
    @SuppressWarnings("unchecked")
    private static <T> T create(Class<?> type) {
        try {
            return (T) type.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("%s cannot be created".formatted(type.getName()), e);
        }
    }

    /**
     * The value in the wire format.
     *
     * @throws RetryableException if the schema's id is not known yet and the registry does not answer
     * @throws IllegalStateException if the registry does not have the schema
     */
    public <V extends SpecificRecord> byte[] encode(Topic<V> topic, V value) {
        try {
            return serializer.serialize(topic.name(), value);
        } catch (RuntimeException e) {
            throw switch (RegistryFailure.of(e)) {
                case AWAY ->
                    new RetryableException(
                            "schema_registry_unavailable",
                            "The schema registry did not tell the id of %s: %s"
                                    .formatted(topic.subject(), RegistryFailure.text(e)),
                            e);
                case UNKNOWN_SCHEMA ->
                    new IllegalStateException(
                            "The registry does not have the schema of %s as %s has it; register the schemas first"
                                    .formatted(
                                            topic.subject(), topic.valueType().getName()),
                            e);
                case DATA ->
                    new IllegalArgumentException(
                            "Not a value of %s: %s".formatted(topic.name(), RegistryFailure.text(e)), e);
            };
        }
    }

    /**
     * The value that these bytes hold.
     *
     * @throws UndecodableRecordException if they never will be a value of the topic: no magic byte, an unknown schema id, another record, broken Avro
     * @throws RetryableException if the schema is not known yet and the registry does not answer
     */
    public <V extends SpecificRecord> V decode(Topic<V> topic, byte[] bytes) throws UndecodableRecordException {
        if (bytes.length < HEADER_BYTES) {
            throw new UndecodableRecordException(
                    "%d bytes are too few for magic byte and schema id".formatted(bytes.length));
        }
        if (bytes[0] != 0) {
            throw new UndecodableRecordException(
                    "Magic byte is 0x%02x, not 0x00: not the Confluent wire format".formatted(bytes[0]));
        }
        Object value = deserialize(topic, bytes);
        if (!topic.valueType().isInstance(value)) {
            throw new UndecodableRecordException("Schema id %d is a %s, %s carries %s"
                    .formatted(
                            schemaId(bytes),
                            value instanceof SpecificRecord other
                                    ? other.getSchema().getFullName()
                                    : value,
                            topic.name(),
                            topic.schema().getFullName()));
        }
        return topic.valueType().cast(value);
    }

    private Object deserialize(Topic<?> topic, byte[] bytes) throws UndecodableRecordException {
        try {
            return deserializer.deserialize(topic.name(), bytes);
        } catch (RuntimeException e) {
            String detail = switch (RegistryFailure.of(e)) {
                case AWAY ->
                    throw new RetryableException(
                            "schema_registry_unavailable",
                            "The schema registry did not tell schema id %d (%s): %s"
                                    .formatted(schemaId(bytes), topic.name(), RegistryFailure.text(e)),
                            e);
                case UNKNOWN_SCHEMA -> "is unknown to the registry";
                case DATA -> "does not read as %s: %s".formatted(topic.schema().getFullName(), RegistryFailure.text(e));
            };
            throw new UndecodableRecordException("Schema id %d %s".formatted(schemaId(bytes), detail), e);
        }
    }

    private static int schemaId(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getInt(1);
    }

    @Override
    public void close() {
        serializer.close();
        deserializer.close();
    }
}
