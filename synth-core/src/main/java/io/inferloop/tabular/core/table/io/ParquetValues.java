package io.inferloop.tabular.core.table.io;

import dev.hardwood.reader.ColumnReader;
import io.inferloop.tabular.core.table.UnreadableTableException;
import io.inferloop.tabular.core.table.UnreadableTableException.Reason;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.UUID;

/**
 * The values of one column's batches as CSV would write them. A timestamp stays the count of its ticks here: how many digits its seconds
 * take is only known at the end of the column.
 */
final class ParquetValues {

    private static final long MICROS_A_DAY = 86_400_000_000L;
    private static final long JULIAN_DAY_OF_1970 = 2_440_588;

    private final ParquetColumn column;
    private final TableLimits limits;
    private final TextDictionary cells;
    private final CharsetDecoder utf8 = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private char[] text = new char[256];

    ParquetValues(ParquetColumn column, TableLimits limits, TextDictionary cells) {
        this.column = column;
        this.limits = limits;
        this.cells = cells;
    }

    /** @param row of the batch's first value in the table, from 1 */
    void add(ColumnReader batch, int count, long row) {
        var validity = batch.getLeafValidity();
        CellWriter writer = writer(batch);
        for (int i = 0; i < count; i++) {
            if (validity.isNull(i)) {
                cells.addEmpty();
            } else {
                writer.write(i, row + i);
            }
        }
    }

    @FunctionalInterface
    private interface CellWriter {
        void write(int value, long row);
    }

    private CellWriter writer(ColumnReader batch) {
        return switch (column.kind()) {
            case BOOLEAN -> {
                boolean[] values = batch.getBooleans();
                yield (i, row) -> add(String.valueOf(values[i]), row);
            }
            case FLOAT -> {
                float[] values = batch.getFloats();
                yield (i, row) -> addNumber(values[i], Float.toString(values[i]), row);
            }
            case DOUBLE -> {
                double[] values = batch.getDoubles();
                yield (i, row) -> addNumber(values[i], Double.toString(values[i]), row);
            }
            case INT32, UNSIGNED_INT32, DECIMAL32, DATE, TIME32 -> {
                int[] values = batch.getInts();
                yield (i, row) -> add(ofInt(values[i]), row);
            }
            case INT64, UNSIGNED_INT64, DECIMAL64, TIME64, TIMESTAMP -> {
                long[] values = batch.getLongs();
                yield (i, row) -> add(ofLong(values[i]), row);
            }
            case TEXT -> {
                byte[] bytes = batch.getBinaryValues();
                int[] offsets = batch.getBinaryOffsets();
                yield (i, row) -> addText(bytes, offsets[i], offsets[i + 1] - offsets[i], row);
            }
            case DECIMAL_BYTES, UUID, INT96_TIMESTAMP -> {
                byte[] bytes = batch.getBinaryValues();
                int[] offsets = batch.getBinaryOffsets();
                yield (i, row) -> add(ofBytes(Arrays.copyOfRange(bytes, offsets[i], offsets[i + 1])), row);
            }
        };
    }

    private String ofInt(int value) {
        return switch (column.kind()) {
            case UNSIGNED_INT32 -> Integer.toUnsignedString(value);
            case DECIMAL32 -> BigDecimal.valueOf(value, column.scale()).toPlainString();
            case DATE -> LocalDate.ofEpochDay(value).toString();
            case TIME32 -> timeOfDay(value);
            default -> Integer.toString(value);
        };
    }

    private String ofLong(long value) {
        return switch (column.kind()) {
            case UNSIGNED_INT64 -> Long.toUnsignedString(value);
            case DECIMAL64 -> BigDecimal.valueOf(value, column.scale()).toPlainString();
            case TIME64 -> timeOfDay(value);
            default -> Long.toString(value);
        };
    }

    private String ofBytes(byte[] value) {
        return switch (column.kind()) {
            case DECIMAL_BYTES -> new BigDecimal(new BigInteger(value), column.scale()).toPlainString();
            case UUID -> {
                ByteBuffer bits = ByteBuffer.wrap(value);
                yield new UUID(bits.getLong(), bits.getLong()).toString();
            }
            default -> {
                ByteBuffer bits = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
                long nanosOfDay = bits.getLong();
                long day = Integer.toUnsignedLong(bits.getInt()) - JULIAN_DAY_OF_1970;
                yield Long.toString(Math.addExact(Math.multiplyExact(day, MICROS_A_DAY), nanosOfDay / 1_000));
            }
        };
    }

    private String timeOfDay(long ticks) {
        return LocalTime.ofNanoOfDay(Math.multiplyExact(ticks, 1_000_000_000L / column.perSecond()))
                .toString();
    }

    /** A number as CSV has it: with an exponent only where it would be endless without. NaN is how some libraries write a missing value. */
    private void addNumber(double value, String shortest, long row) {
        if (Double.isNaN(value)) {
            cells.addEmpty();
        } else if (Double.isInfinite(value)) {
            add(shortest, row);
        } else {
            double size = Math.abs(value);
            boolean plain = shortest.indexOf('E') < 0 || size < 1e-3 && size >= 1e-12 || size >= 1e7 && size < 1e16;
            String digits = plain ? new BigDecimal(shortest).toPlainString() : shortest;
            add(plain && digits.indexOf('.') < 0 ? digits + ".0" : digits, row);
        }
    }

    private void add(String value, long row) {
        text = roomFor(value.length());
        value.getChars(0, value.length(), text, 0);
        cells.add(text, 0, value.length(), row);
    }

    private void addText(byte[] bytes, int offset, int length, long row) {
        if (length == 0) {
            cells.addEmpty();
            return;
        }
        if (length / 3 > limits.maxCellChars()) {
            throw tooLong(row, length);
        }
        text = roomFor(length);
        int chars = ascii(bytes, offset, length);
        if (chars < length) {
            chars = decoded(bytes, offset, length, row);
        }
        if (chars > limits.maxCellChars()) {
            throw tooLong(row, chars);
        }
        for (int i = 0; i < chars; i++) {
            if (text[i] == 0) {
                throw new UnreadableTableException(
                        Reason.MALFORMED,
                        "Row %d, column '%s': the text has a NUL character. Remove it".formatted(row, column.name()));
            }
        }
        cells.add(text, 0, chars, row);
    }

    private int ascii(byte[] bytes, int offset, int length) {
        for (int i = 0; i < length; i++) {
            if (bytes[offset + i] < 0) {
                return i;
            }
            text[i] = (char) bytes[offset + i];
        }
        return length;
    }

    private int decoded(byte[] bytes, int offset, int length, long row) {
        try {
            CharBuffer chars = CharBuffer.wrap(text);
            var result = utf8.reset().decode(ByteBuffer.wrap(bytes, offset, length), chars, true);
            if (result.isError()) {
                result.throwException();
            }
            return chars.position();
        } catch (CharacterCodingException e) {
            throw new UnreadableTableException(
                    Reason.NOT_UTF8,
                    "Row %d, column '%s': the value is bytes, not UTF-8 text. Leave the column out, or write it as text"
                            .formatted(row, column.name()),
                    e);
        }
    }

    private UnreadableTableException tooLong(long row, int length) {
        return new UnreadableTableException(
                Reason.TOO_LARGE,
                "Row %d, column '%s': a cell has %,d characters, allowed are %,d"
                        .formatted(row, column.name(), length, limits.maxCellChars()));
    }

    private char[] roomFor(int chars) {
        return text.length >= chars ? text : new char[Math.max(chars, text.length * 2)];
    }
}
