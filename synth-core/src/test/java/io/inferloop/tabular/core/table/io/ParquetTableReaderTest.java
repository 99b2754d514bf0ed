package io.inferloop.tabular.core.table.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.inferloop.tabular.core.synthesis.SampleTables;
import io.inferloop.tabular.core.table.TypedTable;
import io.inferloop.tabular.core.table.UnreadableTableException;
import io.inferloop.tabular.core.table.UnreadableTableException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ParquetTableReaderTest {

    private final ParquetTableReader reader = new ParquetTableReader(TableLimits.defaults());

    /** {@code src/test/python/make_parquet_fixture.py} made the file. */
    @Test
    void readsEveryTypeThatPyarrowWrites() throws IOException {
        byte[] file;
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("/data/pyarrow.parquet"))) {
            file = in.readAllBytes();
        }
        TypedTable table = reader.read(bytes(file), read -> {}).typed(Map.of());
        assertThat(csv(table).lines().limit(3))
                .containsExactly(
                        "whole,unsigned,single,number,money,flag,label,day,clock,instant,void",
                        ",4000000000,0.0,,0.00,true,Größe,2026-01-01,2026-01-01 12:00:00,2026-01-01 12:00:00.120Z,",
                        "3,4000000001,0.125,0.1,0.01,false,林,2026-01-02,2026-01-01 13:00:00,2026-01-01 13:00:00.120Z,");
        assertThat(reader.outline(bytes(file)))
                .isEqualTo(new TableOutline(table.table().names(), 40));
    }

    @Test
    void refusesWhatIsNoWholeParquetFile() throws IOException {
        byte[] good = parquet();
        refuse(new byte[0], Reason.EMPTY, "The file is empty");
        refuse("a,b\n1,2\n3,4\n".getBytes(UTF_8), Reason.MALFORMED, "does not begin with PAR1");
        refuse("PAR1".getBytes(UTF_8), Reason.MALFORMED, "PAR1");
        refuse(Arrays.copyOf(good, good.length / 2), Reason.MALFORMED, "cut off");
        byte[] endless = good.clone();
        endless[endless.length - 5] = 0x7f;
        refuse(endless, Reason.MALFORMED, "cut off");
    }

    @Test
    void refusesDamageWhereverItIsAndNeverBreaks() throws IOException {
        byte[] good = parquet();
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            byte[] damaged = good.clone();
            damaged[4 + random.nextInt(good.length - 12)] = (byte) random.nextInt(256);
            try {
                reader.read(bytes(damaged), read -> {});
            } catch (UnreadableTableException refused) {
                assertThat(refused.reason()).isNotNull();
            }
        }
    }

    @Test
    void refusesAPageThatClaimsToUnpackIntoGigabytes() {
        byte[] bomb = file("n", Integer.MAX_VALUE, 3, field -> {});
        assertThatExceptionOfType(UnreadableTableException.class)
                .isThrownBy(() -> reader.read(bytes(bomb), read -> {}))
                .withMessageContaining("Column 'n' unpacks to more than is allowed")
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE));
    }

    @Test
    void refusesNestedColumnsAndTypesThatAreNoCellsByName() {
        refuse(file("intervals", 8, 3, type -> type.integer(6, 21)), Reason.UNSUPPORTED_TYPE, "Column 'intervals'");
        refuse(nested(), Reason.NESTED, "Column 'place' is nested", "flatten the column");
    }

    @Test
    void refusesMoreColumnsRowsOrBytesThanAllowed() throws IOException {
        byte[] good = parquet();
        refuse(new TableLimits(1, 100, 10, 1_000_000), good, "more than the allowed 1 columns");
        refuse(new TableLimits(2, 3, 10, 1_000_000), good, "4 rows, allowed are 3");
        refuse(new TableLimits(2, 4, 10, 20), good, "(unpacked), allowed are 20");
    }

    private void refuse(byte[] file, Reason reason, String... message) {
        assertThatExceptionOfType(UnreadableTableException.class)
                .isThrownBy(() -> reader.outline(bytes(file)))
                .withMessageContainingAll(message)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static void refuse(TableLimits limits, byte[] file, String message) {
        assertThatExceptionOfType(UnreadableTableException.class)
                .isThrownBy(() -> new ParquetTableReader(limits).outline(bytes(file)))
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE));
    }

    private static byte[] parquet() throws IOException {
        TypedTable table = SampleTables.ofCsv("n,label\n1,a\n2,b\n,a\n4,\n");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TableWriter writer = TableFormat.PARQUET.writer(table.schema(), out)) {
            writer.write(table.table());
        }
        return out.toByteArray();
    }

    /** A file of one column of whole numbers whose page claims a size, and whose type may say more of itself. */
    private static byte[] file(
            String name, int claimedBytes, int rows, java.util.function.Consumer<ThriftWriter> type) {
        byte[] page = ThriftWriter.struct(header -> header.integer(1, 0)
                .integer(2, claimedBytes)
                .integer(3, 4)
                .struct(5, it -> it.integer(1, rows).integer(2, 0).integer(3, 3).integer(4, 3)));
        LittleEndianBytes file = new LittleEndianBytes();
        file.writeBytes("PAR1".getBytes(UTF_8));
        file.writeBytes(page);
        file.writeInt(0);
        byte[] footer = ThriftWriter.struct(it -> it.integer(1, 2)
                .structs(
                        2,
                        List.of(
                                root -> root.text(4, "table").integer(5, 1),
                                column -> type.accept(
                                        column.integer(1, 2).integer(3, 1).text(4, name))))
                .integer(3, (long) rows)
                .structs(
                        4,
                        List.of(group -> group.structs(
                                        1,
                                        List.of(chunk -> chunk.integer(2, 0L)
                                                .struct(
                                                        3,
                                                        data -> data.integer(1, 2)
                                                                .integers(2, List.of(0, 3))
                                                                .texts(3, List.of(name))
                                                                .integer(4, 1)
                                                                .integer(5, (long) rows)
                                                                .integer(6, 100L)
                                                                .integer(7, page.length + 4L)
                                                                .integer(9, 4L))))
                                .integer(2, 100L)
                                .integer(3, (long) rows))));
        return ended(file, footer);
    }

    private static byte[] nested() {
        LittleEndianBytes file = new LittleEndianBytes();
        file.writeBytes("PAR1".getBytes(UTF_8));
        byte[] footer = ThriftWriter.struct(it -> it.integer(1, 2)
                .structs(
                        2,
                        List.of(
                                root -> root.text(4, "table").integer(5, 1),
                                group -> group.integer(3, 1).text(4, "place").integer(5, 1),
                                leaf -> leaf.integer(1, 2).integer(3, 1).text(4, "x")))
                .integer(3, 1L)
                .structs(4, List.of()));
        return ended(file, footer);
    }

    private static byte[] ended(LittleEndianBytes file, byte[] footer) {
        file.writeBytes(footer);
        file.writeInt(footer.length);
        file.writeBytes("PAR1".getBytes(UTF_8));
        return file.toByteArray();
    }

    private static SeekableBytes bytes(byte[] file) {
        return new SeekableBytes() {
            @Override
            public long length() {
                return file.length;
            }

            @Override
            public ByteBuffer read(long position, int length) {
                return ByteBuffer.wrap(file, (int) position, length).slice();
            }
        };
    }

    private static String csv(TypedTable table) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (CsvTableWriter writer = new CsvTableWriter(table.schema(), out)) {
            writer.write(table.table());
        }
        return out.toString(UTF_8);
    }
}
