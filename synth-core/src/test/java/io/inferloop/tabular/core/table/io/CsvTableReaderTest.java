package io.inferloop.tabular.core.table.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.inferloop.tabular.core.table.BooleanColumn;
import io.inferloop.tabular.core.table.ColumnType;
import io.inferloop.tabular.core.table.NumericColumn;
import io.inferloop.tabular.core.table.TypedTable;
import io.inferloop.tabular.core.table.UnreadableTableException;
import io.inferloop.tabular.core.table.UnreadableTableException.Reason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTableReaderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "n,d,w\n1,2.5,a\n-20,0.25,b\n,,\n",
                "price,when\n7.0,2019-03-23 20:21:09\n12.95,2019-03-04 16:11:55\n",
                "money\n7.00\n12.50\n0.10\n",
                "flag,other\nTrue,yes\nFalse,no\n,\n",
                "text,n\n\"a,b\",1\n\"say \"\"hi\"\"\",2\n\"two\nlines\",1\n",
                "name,Größe\nÅsa,1\n林,2\n🦊,2\n",
                "code,n\n00123,1\n04567,1\n00123,2\n",
                "lonely\n1\n\"\"\n2\n",
                "day,n\n23/03/2019,1\n14/04/2019,1\n14/04/2019,2\n",
                "stamp,n\n2019-03-23T20:21:09.120Z,1\n2019-03-23T20:21:09.500Z,2\n",
                "big,n\n9007199254740993,1\n123456789012345678,1\n123456789012345678,2\n"
            })
    void writesWhatItRead(String csv) throws IOException {
        assertThat(written(read(csv, Map.of()))).isEqualTo(csv);
    }

    @Test
    void readsGzipAndAByteOrderMark() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write("\uFEFFa,b\r\n1,x\r\n".getBytes(StandardCharsets.UTF_8));
        }
        TypedTable table =
                reader().read(new ByteArrayInputStream(bytes.toByteArray())).typed(Map.of());
        assertThat(table.table().names()).containsExactly("a", "b");
        assertThat(table.table().rows()).isEqualTo(1);
    }

    @Test
    void anOutlineTellsColumnsAndRowsOfATableThatIsNotKept() throws IOException {
        TableOutline outline =
                reader().outline(bytes("\uFEFFname,note\r\nAda,\"two\nlines, one cell\"\r\n\r\nBob,\r\n"));
        assertThat(outline.columns()).containsExactly("name", "note");
        assertThat(outline.rows()).isEqualTo(2);
    }

    @Test
    void inATableWithOneColumnAnEmptyLineIsAMissingValue() throws IOException {
        assertThat(reader().outline(bytes("age\n1\n\n2\n")).rows()).isEqualTo(3);
        assertThat(reader().read(bytes("age\n1\n\n2\n")).rows()).isEqualTo(3);
    }

    @Test
    void refusesAnArchiveThatUnpacksBeyondTheLimit() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(("a\n" + "0\n".repeat(100_000)).getBytes(StandardCharsets.UTF_8));
        }
        assertThat(packed.size()).isLessThan(1_000);
        CsvTableReader reader = new CsvTableReader(TableLimits.defaults().withMaxBytes(1_000));
        assertThatExceptionOfType(UnreadableTableException.class)
                .isThrownBy(() -> reader.outline(new ByteArrayInputStream(packed.toByteArray())))
                .withMessageContaining("1,000 bytes");
    }

    @Test
    void refusesAColumnWithAnEndlessName() {
        assertRefused("a," + "b".repeat(257) + "\n1,2\n", Reason.TOO_LARGE, "Line 1, column 2");
    }

    @Test
    void refusesAnEmptyFile() {
        assertRefused("", Reason.EMPTY, "The file is empty");
    }

    @Test
    void refusesAHeaderWithoutRows() {
        assertRefused("a,b\n", Reason.NO_ROWS, "header with 2 columns and no rows");
    }

    @Test
    void refusesARaggedRowAndNamesItsLine() {
        assertRefused("a,b\n1,\"x\ny\"\n3\n", Reason.RAGGED_ROW, "Line 4 has 1 cells, the header has 2 columns");
    }

    @Test
    void refusesTwoColumnsOfOneName() {
        assertRefused("a,b,a\n1,2,3\n", Reason.DUPLICATE_COLUMN, "columns 1 and 3 are both called 'a'");
    }

    @Test
    void refusesANamelessColumn() {
        assertRefused("a,,c\n1,2,3\n", Reason.MALFORMED, "Line 1, column 2");
    }

    @Test
    void refusesAnOpenQuote() {
        assertRefused("a,b\n1,\"x\n2,y\n", Reason.MALFORMED, "quote");
    }

    @Test
    void refusesTextThatIsNotUtf8() {
        byte[] latin1 = "a\nm\u00fcde\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThatExceptionOfType(UnreadableTableException.class)
                .isThrownBy(() -> reader().read(new ByteArrayInputStream(latin1)))
                .withMessageContaining("UTF-8");
    }

    @Test
    void refusesATableOverItsLimits() {
        TableLimits limits = new TableLimits(2, 2, 5, 100);
        assertRefused("a,b,c\n1,2,3\n", Reason.TOO_LARGE, "more than the allowed 2 columns", limits);
        assertRefused("a\n1\n2\n3\n", Reason.TOO_LARGE, "Line 4: the table has more than the allowed 2 rows", limits);
        assertRefused("a,b\n1,abcdef\n", Reason.TOO_LARGE, "Line 2, column 2: a cell has 6 characters", limits);
        assertRefused("a\n" + "1\n".repeat(100), Reason.TOO_LARGE, "allowed", new TableLimits(2, 1000, 5, 100));
    }

    @Test
    void namesColumnLineAndValueOfAnOverrideThatDoesNotFit() {
        assertThatExceptionOfType(UnreadableTableException.class)
                .isThrownBy(() -> read("a,b\n1,2\n2,x\n", Map.of("b", ColumnType.INTEGER)))
                .withMessageStartingWith("Line 3, column 'b': 'x' is not a whole number");
        assertThatExceptionOfType(UnreadableTableException.class)
                .isThrownBy(() -> read("a\n1\n", Map.of("z", ColumnType.KEY)))
                .withMessageContaining("no such column; it has [a]");
    }

    @Test
    void readsASyntheticTableAsItsRealOneWasRead() throws IOException {
        TypedTable real = read("day,n,flag\n23/03/2019,1.5,yes\n01/04/2019,2,no\n", Map.of());
        TypedTable synthetic =
                reader().read(bytes("day,n,flag\n01/02/2019,2,yes\n")).typedLike(real.schema());
        assertThat(synthetic.schema()).isEqualTo(real.schema());
        assertThatExceptionOfType(UnreadableTableException.class)
                .isThrownBy(() ->
                        reader().read(bytes("day,n,flag\n01/02/2019,2,maybe\n")).typedLike(real.schema()))
                .withMessageStartingWith("Line 2, column 'flag': 'maybe' is not of the expected type BOOLEAN");
    }

    @Test
    void aSyntheticTableMayHaveMoreColumnsOtherLabelsOfTruthAndDecimalsButLackNothing() throws IOException {
        TypedTable real = read("n,flag\n1,True\n2,False\n", Map.of());
        TypedTable synthetic =
                reader().read(bytes("more,flag,n\nx,no,3.5\ny,yes,1\n")).typedLike(real.schema());
        assertThat(synthetic.table().names()).containsExactly("more", "flag", "n");
        assertThat(((BooleanColumn) synthetic.table().column("flag")).values()).containsExactly(0, 1);
        assertThat(((NumericColumn) synthetic.table().column("n")).values()).containsExactly(3.5, 1);
        assertThatExceptionOfType(UnreadableTableException.class)
                .isThrownBy(() -> reader().read(bytes("n,more\n1,x\n")).typedLike(real.schema()))
                .withMessageContaining("no column 'flag'; the table has [n, more]")
                .satisfies(e -> assertThat(e.code()).isEqualTo("unreadable_table_missing_column"));
    }

    private static void assertRefused(String csv, Reason reason, String message) {
        assertRefused(csv, reason, message, TableLimits.defaults());
    }

    private static void assertRefused(String csv, Reason reason, String message, TableLimits limits) {
        CsvTableReader reader = new CsvTableReader(limits);
        List<ThrowingCallable> passes = List.of(() -> reader.read(bytes(csv)), () -> reader.outline(bytes(csv)));
        for (ThrowingCallable pass : passes) {
            assertThatExceptionOfType(UnreadableTableException.class)
                    .isThrownBy(pass)
                    .withMessageContaining(message)
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
        }
    }

    private static CsvTableReader reader() {
        return new CsvTableReader(TableLimits.defaults());
    }

    private static TypedTable read(String csv, Map<String, ColumnType> overrides) throws IOException {
        return reader().read(bytes(csv)).typed(overrides);
    }

    private static String written(TypedTable table) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (CsvTableWriter writer = new CsvTableWriter(table.schema(), out)) {
            writer.write(table.table());
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static ByteArrayInputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
