package io.inferloop.tabular.core.table.io;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.inferloop.tabular.core.table.UnreadableTableException;
import io.inferloop.tabular.core.table.UnreadableTableException.Reason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Text that is no table, or hardly one: each is refused with the place and the remedy, in the memory of a cell. */
class HostileTextTest {

    private static final long TWO_GIGABYTES = 2L << 30;

    private final TextTableReader csv = new CsvTableReader(TableLimits.defaults());
    private final TextTableReader ndjson = new NdjsonTableReader(TableLimits.defaults());

    @Test
    void refusesOtherEncodingsByName() {
        refuse(csv, bytes("a,b\n1,2\n", UTF_16), Reason.NOT_UTF8, "UTF-16");
        refuse(csv, bytes("a,b\n1,2\n", UTF_16LE), Reason.NOT_UTF8, "NUL");
        refuse(csv, bytes("a\nmüde\n", ISO_8859_1), Reason.NOT_UTF8, "not UTF-8. Save the file as UTF-8");
        refuse(ndjson, bytes("{\"a\":\"müde\"}\n", ISO_8859_1), Reason.NOT_UTF8, "Save the file as UTF-8");
        refuse(ndjson, bytes("{\"a\":1}\n", UTF_16), Reason.NOT_UTF8, "UTF-16");
    }

    @Test
    void refusesNulBytesAndCharacters() {
        refuse(csv, text("a,b\n1,x\0y\n"), Reason.NOT_UTF8, "NUL bytes");
        refuse(ndjson, text("{\"a\":1}\n{\"a\":\"x\\u0000y\"}\n"), Reason.MALFORMED, "Line 2, key 'a'", "NUL");
    }

    @Test
    void namesTheLimitOfColumnsAndSurvivesAsManyAsItAllows() throws IOException {
        String names = IntStream.range(0, 10_000).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
        String cells = "1" + ",1".repeat(9_999);
        InputStream wide = text(names + "\n" + cells + "\n");
        CsvTableReader narrow = new CsvTableReader(TableLimits.defaults().withMaxColumns(100));
        refuse(narrow, wide, Reason.TOO_LARGE, "Line 1", "more than the allowed 100 columns", "larger plan");

        CsvTableReader broad = new CsvTableReader(TableLimits.defaults().withMaxColumns(10_000));
        assertThat(broad.outline(text(names + "\n" + cells + "\n")).columns()).hasSize(10_000);
    }

    @Test
    void refusesNamesThatOnlyLookDifferentToAComputer() {
        refuse(csv, text("é,x,e\u0301\n1,2,3\n"), Reason.DUPLICATE_COLUMN, "columns 1 and 3");
        refuse(ndjson, text("{\"é\":1,\"e\u0301\":2}\n"), Reason.DUPLICATE_COLUMN, "columns 1 and 2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a,b\r\n1,2\r\n3,4\r\n", "a,b\r1,2\r3,4\r", "\uFEFFa,b\r\n1,2\n3,4", "a,b\n\n1,2\r\r\n3,4\n\n"})
    void readsEveryKindOfLineBreakAndAByteOrderMark(String table) throws IOException {
        assertThat(csv.outline(text(table)).rows()).isEqualTo(2);
        assertThat(csv.read(text(table)).typed(Map.of()).table().names()).containsExactly("a", "b");
    }

    @Test
    void refusesQuotesThatDoNotClose() {
        refuse(csv, text("a,b\n1,\"x\n2,y\n"), Reason.MALFORMED, "quote");
        String rest = "2,y\n".repeat(1 << 20);
        refuse(csv, text("a,b\n1,\"x\n" + rest), Reason.TOO_LARGE, "Line 2", "quote that is not closed");
    }

    @Test
    void refusesDamagedAndBoundlessArchives() throws IOException {
        byte[] packed = gzip("a,b\n" + "1,2\n".repeat(100_000));
        byte[] cutOff = Arrays.copyOf(packed, packed.length / 2);
        byte[] garbled = packed.clone();
        Arrays.fill(garbled, 20, 60, (byte) 0x55);
        refuse(csv, new ByteArrayInputStream(cutOff), Reason.MALFORMED, "gzip data is damaged or cut off");
        refuse(csv, new ByteArrayInputStream(garbled), Reason.MALFORMED, "gzip data is damaged or cut off");

        TableLimits small = TableLimits.defaults().withMaxBytes(10_000);
        refuse(
                new CsvTableReader(small),
                new ByteArrayInputStream(packed),
                Reason.TOO_LARGE,
                "more than the allowed 10,000 bytes (unpacked)");
        byte[] objects = gzip("{\"a\":1}\n".repeat(100_000));
        refuse(new NdjsonTableReader(small), new ByteArrayInputStream(objects), Reason.TOO_LARGE, "10,000 bytes");
    }

    /** Two gigabytes go by in a heap of one, of which hardly anything is taken. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"x | Line 2", "\" | Line 2", "`,` | more than 2 cells"})
    void refusesALineOfTwoGigabytesAtOnce(String repeated, String message) {
        InputStream endless = endless("a,b\n1,", repeated);
        refuse(csv, endless, repeated.equals(",") ? Reason.RAGGED_ROW : Reason.TOO_LARGE, message);
    }

    @Test
    void refusesAnObjectOfTwoGigabytesAtOnce() {
        refuse(ndjson, endless("{\"a\":\"", "x"), Reason.TOO_LARGE, "Line 1", "1,048,576 characters");
        refuse(ndjson, endless("{\"a\":", "1"), Reason.TOO_LARGE, "Line 1");
        refuse(ndjson, endless("{\"", "k"), Reason.TOO_LARGE, "Line 1");
        refuse(ndjson, endless("{\"a\":", "["), Reason.NESTED, "Line 1, key 'a'");
    }

    @Test
    void aHeaderOfTwoGigabytesIsRefusedAtOnce() {
        refuse(csv, endless("", "x"), Reason.TOO_LARGE, "Line 1");
        refuse(csv, endless("", "x,"), Reason.DUPLICATE_COLUMN, "columns 1 and 2");
    }

    @Test
    void refusesWhatIsNoObjectPerLine() {
        refuse(ndjson, text(""), Reason.EMPTY, "The file is empty");
        refuse(ndjson, text("{}\n{}\n"), Reason.EMPTY, "2 objects and no keys");
        refuse(
                ndjson,
                text("[{\"a\":1},\n{\"a\":2}]"),
                Reason.MALFORMED,
                "Line 1 begins an array",
                "one object per line");
        refuse(ndjson, text("{\"a\":1}\n7\n"), Reason.MALFORMED, "Line 2 is no JSON object");
        refuse(ndjson, text("{\"a\":1}\n{\"a\":1,}\n"), Reason.MALFORMED, "Line 2 is no valid JSON");
        refuse(ndjson, text("{\"a\":NaN}\n"), Reason.MALFORMED, "Line 1 is no valid JSON");
        refuse(ndjson, text("{\"a\":1}\n{\"a\":"), Reason.MALFORMED, "Line 2");
        refuse(ndjson, text("{\"a\":1}\n{\"b\":{\"c\":1}}\n"), Reason.NESTED, "Line 2, key 'b'", "a key of its own");
        refuse(ndjson, text("{\"a\":1}\n{\"a\":[1]}\n"), Reason.NESTED, "Line 2, key 'a'");
        refuse(ndjson, text("{\"a\":1}\n{\"a\":1,\"a\":2}\n"), Reason.DUPLICATE_COLUMN, "Line 2 has the key 'a' twice");
        refuse(ndjson, text("{\"\":1}\n"), Reason.MALFORMED, "has no name");
    }

    @Test
    void boundsTheColumnsOfObjectsThatBringNewOnesEachTime() {
        String objects =
                IntStream.range(0, 200).mapToObj(i -> "{\"k" + i + "\":1}\n").collect(Collectors.joining());
        NdjsonTableReader narrow = new NdjsonTableReader(TableLimits.defaults().withMaxColumns(100));
        refuse(narrow, text(objects), Reason.TOO_LARGE, "Line 101", "more than the allowed 100 columns");
    }

    private static void refuse(TextTableReader reader, InputStream table, Reason reason, String... message) {
        assertThatExceptionOfType(UnreadableTableException.class)
                .isThrownBy(() -> reader.outline(table))
                .withMessageContainingAll(message)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static InputStream endless(String head, String repeated) {
        byte[] unit = repeated.repeat((1 << 16) / repeated.length()).getBytes(UTF_8);
        return new SequenceInputStream(text(head), new InputStream() {
            private long left = TWO_GIGABYTES;

            @Override
            public int read() {
                throw new UnsupportedOperationException("read in bulk");
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                int count = (int) Math.min(left, Math.min(length / repeated.length() * repeated.length(), unit.length));
                System.arraycopy(unit, 0, into, offset, count);
                left -= count;
                return count == 0 ? -1 : count;
            }
        });
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return packed.toByteArray();
    }

    private static InputStream text(String text) {
        return bytes(text, UTF_8);
    }

    private static InputStream bytes(String text, java.nio.charset.Charset charset) {
        return new ByteArrayInputStream(text.getBytes(charset));
    }
}
