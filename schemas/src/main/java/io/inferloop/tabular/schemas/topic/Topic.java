package io.inferloop.tabular.schemas.topic;

import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * A topic and what travels on it. Keys are UTF-8 text, values Avro in the Confluent wire format.
 *
 * @param name the topic's name
 * @param keyFormat what the key is made of, for people, such as {@code organization|job}
 * @param valueType the generated record of the value
 * @param partitions partition count at creation
 * @param config topic configuration at creation, by Kafka's own names
 * @param deadLetters whether a {@code <name>.dlt} topic stands beside it
 */
public record Topic<V extends SpecificRecord>(
        String name,
        String keyFormat,
        Class<V> valueType,
        int partitions,
        Map<String, String> config,
        boolean deadLetters) {

    static {
        TrustedRecords.trust();
    }

    public Topic {
        if (partitions < 1) {
            throw new IllegalArgumentException(
                    "Topic %s: partitions must be positive, got %d".formatted(name, partitions));
        }
        config = Map.copyOf(config);
    }

    /** The registry's subject of the value, by the topic name strategy. */
    public String subject() {
        return name + "-value";
    }

    public String deadLetterName() {
        return name + ".dlt";
    }

    public Schema schema() {
        return SpecificData.get().getSchema(valueType);
    }
}
