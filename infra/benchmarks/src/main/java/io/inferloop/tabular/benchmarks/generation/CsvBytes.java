package io.inferloop.tabular.benchmarks.generation;

import io.inferloop.tabular.core.table.RawTable;
import io.inferloop.tabular.core.table.TypedTable;
import io.inferloop.tabular.core.table.io.CsvTableReader;
import io.inferloop.tabular.core.table.io.CsvTableWriter;
import io.inferloop.tabular.core.table.io.TableLimits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;

/** Tables as CSV in memory, by the reader and the writer that a worker uses. */
public final class CsvBytes {

    private CsvBytes() {}

    public static RawTable read(byte[] csv) throws IOException {
        return new CsvTableReader(TableLimits.defaults()).read(new ByteArrayInputStream(csv));
    }

    /** Reads, and decides what every column is. */
    public static TypedTable readTyped(byte[] csv) throws IOException {
        return read(csv).typed(Map.of());
    }

    public static byte[] write(TypedTable table) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (CsvTableWriter writer = new CsvTableWriter(table.schema(), bytes)) {
            writer.write(table.table());
        }
        return bytes.toByteArray();
    }
}
