package io.inferloop.tabular.orchestrator.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;

/** The wire format with a schema id of 0, so that tests of what is stored need no registry. */
public final class PlainAvroSerializer implements Serializer<Object> {

    @Override
    public byte[] serialize(String topic, Object data) {
        var value = (SpecificRecord) data;
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[5]);
        var encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        try {
            new SpecificDatumWriter<>(value.getSchema()).write(value, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
