package io.inferloop.tabular.orchestrator.bench;

import io.inferloop.tabular.schemas.topic.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads what {@link PlainAvroSerializer} wrote. */
public final class PlainAvroDeserializer implements Deserializer<Object> {

    @Override
    public Object deserialize(String topic, byte[] data) {
        var schema = Topics.all().stream()
                .filter(each -> each.name().equals(topic))
                .findFirst()
                .orElseThrow()
                .schema();
        var decoder = DecoderFactory.get().binaryDecoder(data, 5, data.length - 5, null);
        try {
            return new SpecificDatumReader<>(schema).read(null, decoder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
