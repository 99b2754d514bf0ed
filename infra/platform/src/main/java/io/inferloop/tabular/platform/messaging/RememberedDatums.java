package io.inferloop.tabular.platform.messaging;

import io.apicurio.registry.serde.avro.DefaultAvroDatumProvider;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;

/**
 * Readers and writers by schema. Apicurio's own provider keeps them as well, but to find them it writes the schema out as text for every
 * record, which costs more than the record. Schemas are few and one object each; thread-safe.
 */
public final class RememberedDatums<T> extends DefaultAvroDatumProvider<T> {

    private final ConcurrentMap<Schema, DatumReader<T>> readers = new ConcurrentHashMap<>();
    private final ConcurrentMap<Schema, DatumWriter<T>> writers = new ConcurrentHashMap<>();

    @Override
    public DatumReader<T> createDatumReader(Schema schema) {
        DatumReader<T> known = readers.get(schema);
        return known != null ? known : readers.computeIfAbsent(schema, super::createDatumReader);
    }

    /** The topics carry generated records alone, so the schema tells the class. */
    @Override
    public DatumWriter<T> createDatumWriter(T data, Schema schema) {
        DatumWriter<T> known = writers.get(schema);
        return known != null ? known : writers.computeIfAbsent(schema, s -> super.createDatumWriter(data, s));
    }
}
