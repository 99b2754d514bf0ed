package io.inferloop.tabular.core.table.io;

import io.inferloop.tabular.core.table.BooleanColumn;
import io.inferloop.tabular.core.table.CategoricalColumn;
import io.inferloop.tabular.core.table.Column;
import io.inferloop.tabular.core.table.ColumnSchema;
import io.inferloop.tabular.core.table.DatetimeColumn;
import io.inferloop.tabular.core.table.DatetimeFormat;
import io.inferloop.tabular.core.table.KeyColumn;
import io.inferloop.tabular.core.table.NumericColumn;
import io.inferloop.tabular.core.table.Table;
import io.inferloop.tabular.core.table.TableSchema;
import io.inferloop.tabular.core.table.TypedTable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * Writes NDJSON: one object per line with every column in it, in the schema's order. Numbers and booleans are JSON's
 * own, with the decimals of the schema; a missing value is null; datetimes are texts of the schema's pattern.
 */
public final class NdjsonTableWriter implements TableWriter {

    private static final byte[] NULL = bytes("null");

    private final TableSchema schema;
    private final ByteBuffering buffer;

    /** What stands before each cell: the brace or comma, and the key. */
    private final byte[][] keys;

    /** @param output closed by {@link #close()} */
    public NdjsonTableWriter(TableSchema schema, OutputStream output) {
        this.schema = schema;
        this.buffer = new ByteBuffering(output);
        List<ColumnSchema> columns = schema.columns();
        this.keys = new byte[columns.size()][];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = bytes((i == 0 ? "{" : ",") + quoted(columns.get(i).name()) + ":");
        }
    }

    @Override
    public void write(Table chunk) throws IOException {
        List<Column> columns = new TypedTable(schema, chunk).table().columns();
        CellWriter[] cells = new CellWriter[columns.size()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = cells(columns.get(i), schema.columns().get(i));
        }
        for (int row = 0; row < chunk.rows(); row++) {
            for (int i = 0; i < cells.length; i++) {
                buffer.write(keys[i]);
                if (columns.get(i).isMissing(row)) {
                    buffer.write(NULL);
                } else {
                    cells[i].write(row);
                }
            }
            buffer.write('}');
            buffer.write('\n');
        }
    }

    @Override
    public void close() throws IOException {
        buffer.close();
    }

    /** Writes a cell that is not missing. */
    @FunctionalInterface
    private interface CellWriter {
        void write(int row) throws IOException;
    }

    private CellWriter cells(Column column, ColumnSchema columnSchema) {
        return switch (column) {
            case NumericColumn numeric -> numbers(numeric, (ColumnSchema.Numeric) columnSchema);
            case CategoricalColumn categorical -> labels(categorical);
            case BooleanColumn bool -> booleans(bool);
            case DatetimeColumn datetime -> {
                DatetimeFormat format = DatetimeFormat.ofPattern(datetime.pattern());
                yield row -> buffer.write(bytes(quoted(format.text(datetime.epochMillis()[row]))));
            }
            case KeyColumn key -> row -> buffer.write(bytes(quoted(String.valueOf(key.values()[row]))));
        };
    }

    private CellWriter numbers(NumericColumn column, ColumnSchema.Numeric columnSchema) {
        NumberFormat format = new NumberFormat(columnSchema.decimals(), columnSchema.minDecimals());
        return row -> format.write(column.values()[row], buffer);
    }

    private CellWriter labels(CategoricalColumn column) {
        byte[][] labels =
                column.categories().stream().map(label -> bytes(quoted(label))).toArray(byte[][]::new);
        return row -> buffer.write(labels[column.codes()[row]]);
    }

    private CellWriter booleans(BooleanColumn column) {
        byte[] yes = bytes("true");
        byte[] no = bytes("false");
        return row -> buffer.write(column.values()[row] == 1 ? yes : no);
    }

    private static String quoted(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsCharArray(text)) + '"';
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
