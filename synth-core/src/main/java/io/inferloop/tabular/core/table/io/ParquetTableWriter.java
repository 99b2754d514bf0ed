package io.inferloop.tabular.core.table.io;

import io.inferloop.tabular.core.table.ColumnSchema;
import io.inferloop.tabular.core.table.Table;
import io.inferloop.tabular.core.table.TableSchema;
import io.inferloop.tabular.core.table.TypedTable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Writes Parquet (https://parquet.apache.org/docs/file-format/), one row group in memory at a time, compressed with Snappy. Whole numbers are INT64,
 * others DOUBLE, rounded to the schema's decimals; labels and keys are STRING, datetimes DATE or TIMESTAMP in microseconds, which
 * is a point in time where the schema's pattern names an offset. A missing value is null.
 */
public final class ParquetTableWriter implements TableWriter {

    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final int FORMAT_VERSION = 2;
    private static final int MOST_GROUP_ROWS = 1 << 17;

    /** Keeps a row group to some tens of megabytes. */
    private static final int MOST_GROUP_CELLS = 2_000_000;

    private final TableSchema schema;
    private final CountedOutput output;
    private final int groupRows;
    private final List<Table> pending = new ArrayList<>();
    private final List<Consumer<ThriftWriter>> groups = new ArrayList<>();
    private long pendingRows;
    private long rows;

    /** @param output closed by {@link #close()} */
    public ParquetTableWriter(TableSchema schema, OutputStream output) throws IOException {
        this.schema = schema;
        this.output = new CountedOutput(output);
        this.groupRows = Math.max(
                1, Math.min(MOST_GROUP_ROWS, MOST_GROUP_CELLS / schema.columns().size()));
        this.output.write(MAGIC);
    }

    @Override
    public void write(Table chunk) throws IOException {
        Table checked = new TypedTable(schema, chunk).table();
        pending.add(checked);
        pendingRows += checked.rows();
        if (pendingRows >= groupRows) {
            writeGroup();
        }
    }

    @Override
    public void close() throws IOException {
        try (output) {
            if (pendingRows > 0) {
                writeGroup();
            }
            byte[] footer = footer();
            output.write(footer);
            LittleEndianBytes length = new LittleEndianBytes();
            length.writeInt(footer.length);
            output.write(length.toByteArray());
            output.write(MAGIC);
        }
    }

    private void writeGroup() throws IOException {
        long start = output.position();
        long groupSize = pendingRows;
        List<Consumer<ThriftWriter>> chunks = new ArrayList<>();
        for (int i = 0; i < schema.columns().size(); i++) {
            int column = i;
            chunks.add(new ParquetChunkWriter(
                            schema.columns().get(i),
                            pending.stream()
                                    .map(table -> table.columns().get(column))
                                    .toList())
                    .write(output));
        }
        long bytes = output.position() - start;
        groups.add(group -> group.structs(1, chunks).integer(2, bytes).integer(3, groupSize));
        rows += groupSize;
        pending.clear();
        pendingRows = 0;
    }

    private byte[] footer() {
        List<Consumer<ThriftWriter>> elements = new ArrayList<>();
        elements.add(root -> root.text(4, "table").integer(5, schema.columns().size()));
        for (ColumnSchema column : schema.columns()) {
            elements.add(ParquetType.of(column).schemaElement(column.name()));
        }
        return ThriftWriter.struct(file -> file.integer(1, FORMAT_VERSION)
                .structs(2, elements)
                .integer(3, rows)
                .structs(4, groups)
                .text(6, "tabular"));
    }
}
