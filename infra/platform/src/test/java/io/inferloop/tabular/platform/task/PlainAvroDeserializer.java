package io.inferloop.tabular.platform.task;

import io.inferloop.tabular.schemas.task.TaskDispatch;
import io.inferloop.tabular.schemas.topic.Topic;
import io.inferloop.tabular.schemas.topic.Topics;
import java.io.IOException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads what {@link PlainAvroSerializer} writes. */
public final class PlainAvroDeserializer implements Deserializer<Object> {

    @Override
    public Object deserialize(String topic, byte[] data) {
        var schema = Topics.all().stream()
                .filter(known -> known.name().equals(topic))
                .findFirst()
                .map(Topic::schema)
                // A lane of a test's own.
                .orElseGet(TaskDispatch::getClassSchema);
        try {
            return new SpecificDatumReader<>(schema)
                    .read(null, DecoderFactory.get().binaryDecoder(data, 5, data.length - 5, null));
        } catch (IOException e) {
            throw new AvroRuntimeException(e);
        }
    }
}
