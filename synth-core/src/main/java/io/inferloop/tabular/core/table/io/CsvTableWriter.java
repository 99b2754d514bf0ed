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

/**
 * Writes tables of one schema as CSV (RFC 4180, UTF-8, LF), chunk by chunk, in the way that the schema's file was
 * written: its decimals, boolean labels and datetime pattern. The header goes out at once. Not thread-safe.
 */
public final class CsvTableWriter implements TableWriter {

    private static final byte[] QUOTED_EMPTY = {'"', '"'};

    private final TableSchema schema;
    private final ByteBuffering buffer;

    /** @param output closed by {@link #close()} */
    public CsvTableWriter(TableSchema schema, OutputStream output) throws IOException {
        this.schema = schema;
        this.buffer = new ByteBuffering(output);
        List<ColumnSchema> columns = schema.columns();
        for (int i = 0; i < columns.size(); i++) {
            separator(i);
            buffer.write(cell(columns.get(i).name()));
        }
        buffer.write('\n');
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
                separator(i);
                cells[i].write(row);
            }
            // A lone empty cell would be an empty line, which readers skip.
            if (cells.length == 1 && columns.getFirst().isMissing(row)) {
                buffer.write(QUOTED_EMPTY);
            }
            buffer.write('\n');
        }
    }

    @Override
    public void close() throws IOException {
        buffer.close();
    }

    @FunctionalInterface
    private interface CellWriter {
        void write(int row) throws IOException;
    }

    private CellWriter cells(Column column, ColumnSchema columnSchema) {
        return switch (column) {
            case NumericColumn numeric -> numbers(numeric, (ColumnSchema.Numeric) columnSchema);
            case CategoricalColumn categorical -> labels(categorical);
            case BooleanColumn bool -> booleans(bool);
            case DatetimeColumn datetime -> datetimes(datetime);
            case KeyColumn key ->
                row -> {
                    String value = key.values()[row];
                    if (value != null) {
                        buffer.write(cell(value));
                    }
                };
        };
    }

    private CellWriter numbers(NumericColumn column, ColumnSchema.Numeric columnSchema) {
        NumberFormat format = new NumberFormat(columnSchema.decimals(), columnSchema.minDecimals());
        return row -> {
            double value = column.values()[row];
            if (!Double.isNaN(value)) {
                format.write(value, buffer);
            }
        };
    }

    private CellWriter labels(CategoricalColumn column) {
        byte[][] labels = column.categories().stream().map(CsvTableWriter::cell).toArray(byte[][]::new);
        return row -> {
            int code = column.codes()[row];
            if (code != CategoricalColumn.MISSING) {
                buffer.write(labels[code]);
            }
        };
    }

    private CellWriter booleans(BooleanColumn column) {
        byte[] yes = cell(column.trueLabel());
        byte[] no = cell(column.falseLabel());
        return row -> {
            byte value = column.values()[row];
            if (value != BooleanColumn.MISSING) {
                buffer.write(value == 1 ? yes : no);
            }
        };
    }

    private CellWriter datetimes(DatetimeColumn column) {
        DatetimeFormat format = DatetimeFormat.ofPattern(column.pattern());
        return row -> {
            long value = column.epochMillis()[row];
            if (value != DatetimeColumn.MISSING) {
                buffer.write(cell(format.text(value)));
            }
        };
    }

    private void separator(int column) throws IOException {
        if (column > 0) {
            buffer.write(',');
        }
    }

    /** One cell's text as bytes, quoted where RFC 4180 asks for it. */
    private static byte[] cell(String text) {
        boolean quote = text.isEmpty();
        for (int i = 0; i < text.length() && !quote; i++) {
            char c = text.charAt(i);
            quote = c == ',' || c == '"' || c == '\n' || c == '\r';
        }
        String written = quote ? '"' + text.replace("\"", "\"\"") + '"' : text;
        return written.getBytes(StandardCharsets.UTF_8);
    }
}
