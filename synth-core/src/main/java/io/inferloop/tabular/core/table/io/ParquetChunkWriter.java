package io.inferloop.tabular.core.table.io;

import io.inferloop.tabular.core.table.BooleanColumn;
import io.inferloop.tabular.core.table.CategoricalColumn;
import io.inferloop.tabular.core.table.Column;
import io.inferloop.tabular.core.table.ColumnSchema;
import io.inferloop.tabular.core.table.DatetimeColumn;
import io.inferloop.tabular.core.table.KeyColumn;
import io.inferloop.tabular.core.table.NumericColumn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.xerial.snappy.Snappy;

/** One column of one row group: a data page, and a dictionary page before it where the values are labels. */
final class ParquetChunkWriter {

    private static final int SNAPPY = 1;
    private static final int DATA_PAGE = 0;
    private static final int DICTIONARY_PAGE = 2;
    private static final int PLAIN = 0;
    private static final int RLE = 3;
    private static final int RLE_DICTIONARY = 8;
    private static final long MILLIS_A_DAY = 86_400_000;

    private final ColumnSchema schema;
    private final ParquetType type;

    /** The column's part of each chunk of the row group. */
    private final List<Column> parts;

    private final int rows;

    ParquetChunkWriter(ColumnSchema schema, List<Column> parts) {
        this.schema = schema;
        this.type = ParquetType.of(schema);
        this.parts = parts;
        this.rows = parts.stream().mapToInt(Column::size).sum();
    }

    /** Writes the pages and returns the chunk's entry in the footer. */
    Consumer<ThriftWriter> write(CountedOutput output) throws IOException {
        long start = output.position();
        LittleEndianBytes data = new LittleEndianBytes();
        writePresence(data);
        long uncompressed = 0;
        boolean dictionary = schema instanceof ColumnSchema.Categorical;
        if (dictionary) {
            LittleEndianBytes labels = new LittleEndianBytes();
            int count = writeLabels(labels, data);
            uncompressed += writeDictionary(output, count, labels.toByteArray());
        } else {
            writePlain(data);
        }
        long dataStart = output.position();
        uncompressed += writeData(output, dictionary ? RLE_DICTIONARY : PLAIN, data.toByteArray());
        return entry(start, dataStart, uncompressed, output.position() - start, dictionary);
    }

    private Consumer<ThriftWriter> entry(
            long start, long dataStart, long uncompressed, long compressed, boolean dictionary) {
        return chunk -> chunk.integer(2, 0L).struct(3, data -> {
            data.integer(1, type.physical())
                    .integers(2, dictionary ? List.of(PLAIN, RLE, RLE_DICTIONARY) : List.of(PLAIN, RLE))
                    .texts(3, List.of(schema.name()))
                    .integer(4, SNAPPY)
                    .integer(5, (long) rows)
                    .integer(6, uncompressed)
                    .integer(7, compressed)
                    .integer(9, dataStart);
            if (dictionary) {
                data.integer(11, start);
            }
        });
    }

    private static long writeDictionary(CountedOutput output, int labels, byte[] page) throws IOException {
        return writePage(
                output,
                DICTIONARY_PAGE,
                page,
                header -> header.struct(7, it -> it.integer(1, labels).integer(2, PLAIN)));
    }

    private long writeData(CountedOutput output, int encoding, byte[] page) throws IOException {
        return writePage(
                output,
                DATA_PAGE,
                page,
                header -> header.struct(
                        5,
                        it -> it.integer(1, rows)
                                .integer(2, encoding)
                                .integer(3, RLE)
                                .integer(4, RLE)));
    }

    /** Returns the bytes of header and page before compression. */
    private static long writePage(CountedOutput output, int kind, byte[] page, Consumer<ThriftWriter> ofKind)
            throws IOException {
        byte[] packed = Snappy.compress(page);
        byte[] header = ThriftWriter.struct(fields -> {
            fields.integer(1, kind).integer(2, page.length).integer(3, packed.length);
            ofKind.accept(fields);
        });
        output.write(header);
        output.write(packed);
        return header.length + (long) page.length;
    }

    /** Definition levels: 1 where a cell has a value, 0 where it is missing. */
    private void writePresence(LittleEndianBytes data) {
        LittleEndianBytes levels = new LittleEndianBytes();
        boolean[] present = new boolean[rows];
        int row = 0;
        int missing = 0;
        for (Column part : parts) {
            for (int i = 0; i < part.size(); i++) {
                boolean absent = part.isMissing(i);
                present[row++] = !absent;
                missing += absent ? 1 : 0;
            }
        }
        if (missing == 0 || missing == rows) {
            levels.writeRepeated(rows, missing == 0 ? 1 : 0);
        } else {
            levels.writeRun(rows, 1, i -> present[i] ? 1 : 0);
        }
        data.writeText(levels.toByteArray());
    }

    /** The labels that occur, and for each cell which; returns how many labels. */
    private int writeLabels(LittleEndianBytes labels, LittleEndianBytes data) {
        Map<String, Integer> numbers = new HashMap<>();
        int[] indices = new int[rows];
        int present = 0;
        for (Column part : parts) {
            CategoricalColumn column = (CategoricalColumn) part;
            int[] numberOf = new int[column.categories().size()];
            for (int code : column.codes()) {
                if (code == CategoricalColumn.MISSING) {
                    continue;
                }
                if (numberOf[code] == 0) {
                    String label = column.categories().get(code);
                    Integer known = numbers.putIfAbsent(label, numbers.size());
                    if (known == null) {
                        labels.writeText(label.getBytes(StandardCharsets.UTF_8));
                    }
                    numberOf[code] = (known == null ? numbers.size() - 1 : known) + 1;
                }
                indices[present++] = numberOf[code] - 1;
            }
        }
        int width = Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(0, numbers.size() - 1)));
        data.write(width);
        data.writeRun(present, width, i -> indices[i]);
        return numbers.size();
    }

    private void writePlain(LittleEndianBytes data) {
        List<Boolean> truths = new ArrayList<>();
        for (Column part : parts) {
            switch (part) {
                case NumericColumn numbers -> writeNumbers(numbers, data);
                case DatetimeColumn times -> writeTimes(times, data);
                case BooleanColumn flags -> {
                    for (byte value : flags.values()) {
                        if (value != BooleanColumn.MISSING) {
                            truths.add(value == 1);
                        }
                    }
                }
                case KeyColumn keys -> {
                    for (String value : keys.values()) {
                        if (value != null) {
                            data.writeText(value.getBytes(StandardCharsets.UTF_8));
                        }
                    }
                }
                case CategoricalColumn labels -> throw new IllegalStateException("Labels have a dictionary");
            }
        }
        data.writeBits(truths.size(), 1, i -> truths.get(i) ? 1 : 0);
    }

    private void writeNumbers(NumericColumn column, LittleEndianBytes data) {
        ColumnSchema.Numeric numeric = (ColumnSchema.Numeric) schema;
        NumberFormat format = new NumberFormat(numeric.decimals(), numeric.minDecimals());
        for (double value : column.values()) {
            if (!Double.isNaN(value)) {
                data.writeLong(
                        type == ParquetType.WHOLE
                                ? Math.round(value)
                                : Double.doubleToRawLongBits(format.rounded(value)));
            }
        }
    }

    private void writeTimes(DatetimeColumn column, LittleEndianBytes data) {
        for (long millis : column.epochMillis()) {
            if (millis == DatetimeColumn.MISSING) {
                continue;
            }
            if (type == ParquetType.DATE) {
                data.writeInt(Math.toIntExact(Math.floorDiv(millis, MILLIS_A_DAY)));
            } else {
                data.writeLong(Math.multiplyExact(millis, 1_000L));
            }
        }
    }
}
