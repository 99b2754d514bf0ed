package io.inferloop.tabular.core.table.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.inferloop.tabular.core.synthesis.AlgorithmCatalogue;
import io.inferloop.tabular.core.synthesis.Cancellation;
import io.inferloop.tabular.core.synthesis.FitOptions;
import io.inferloop.tabular.core.synthesis.ProgressListener;
import io.inferloop.tabular.core.synthesis.SampleTables;
import io.inferloop.tabular.core.table.ColumnSchema;
import io.inferloop.tabular.core.table.ColumnType;
import io.inferloop.tabular.core.table.Table;
import io.inferloop.tabular.core.table.TypedTable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One table, written and read in every format. */
class TableFormatsTest {

    private static final String CSV = """
        n,d,label,flag,day,stamp,instant,code
        1,2.5,a,true,2026-01-31,2026-01-31 23:59:00.120,2026-01-31 23:59:00Z,00123
        -20,0.25,Größe 林🦊,false,1969-12-31,1969-12-31 00:00:00.000,1969-12-31 00:00:01Z,04567
        ,,,,,,,
        9007199254740991,-7.0,"a,""b"" ",true,2026-02-01,2026-01-31 23:59:00.120,2026-01-31 23:59:00Z,00123
        """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(TableFormat.class)
    void readsWhatItWrote(TableFormat format) throws IOException {
        TypedTable table = SampleTables.ofCsv(CSV);
        TypedTable back = read(write(table, format, 3), format);
        assertThat(back.schema()).isEqualTo(table.schema());
        assertThat(csv(back)).isEqualTo(CSV);
    }

    @ParameterizedTest
    @EnumSource(TableFormat.class)
    void aRealTableIsTheSameModelInEveryFormat(TableFormat format) throws IOException {
        TypedTable penguins = SampleTables.real("penguins");
        TypedTable back = read(write(penguins, format, 100), format);
        assertThat(types(back)).isEqualTo(types(penguins));
        assertThat(modelHash(back)).isEqualTo(modelHash(penguins));
    }

    @Test
    void parquetOfManyRowGroupsIsReadInOrder() throws IOException {
        TypedTable table = SampleTables.ofRows("n,place", 300_000, i -> (i * 7L % 1000) + ",place" + i % 3000);
        TypedTable back = read(write(table, TableFormat.PARQUET, 8_192), TableFormat.PARQUET);
        assertThat(csv(back)).isEqualTo(csv(table));
    }

    @ParameterizedTest
    @EnumSource(TableFormat.class)
    void tellsWhatALargeTableNeedsAndHowFarItIsRead(TableFormat format) throws IOException {
        TypedTable table = SampleTables.ofRows("name,n", 600_000, i -> "person " + i + "," + i % 100);
        Path file = write(table, format, 100_000);
        TableFile stored = new TableFile(file, format, TableLimits.defaults());

        MemoryEstimate estimate = stored.memoryEstimate().orElseThrow();
        assertThat(estimate.rows()).isBetween(500_000L, 700_000L);
        assertThat(estimate.bytes()).isBetween(60L << 20, 160L << 20);

        List<Long> heard = new ArrayList<>();
        assertThat(stored.read(heard::add).rows()).isEqualTo(600_000);
        assertThat(heard).isSorted().hasSizeGreaterThan(10).last().isEqualTo(Files.size(file));
    }

    @Test
    void aSmallTableFitsEveryBudget() throws IOException {
        for (TableFormat format : TableFormat.values()) {
            Path file = write(SampleTables.ofCsv(CSV), format, 10);
            assertThat(new TableFile(file, format, TableLimits.defaults()).memoryEstimate())
                    .isEmpty();
        }
    }

    @Test
    void ndjsonHasNumbersBooleansAndNulls() throws IOException {
        Path file = write(
                SampleTables.ofCsv("n,d,flag,name\n1,2.50,yes,\"say \"\"hi\"\"\"\n,,,\n2,3.25,no,林\n"),
                TableFormat.NDJSON,
                2);
        assertThat(Files.readString(file)).isEqualTo("""
            {"n":1,"d":2.50,"flag":true,"name":"say \\"hi\\""}
            {"n":null,"d":null,"flag":null,"name":null}
            {"n":2,"d":3.25,"flag":false,"name":"林"}
            """);
    }

    @Test
    void ndjsonColumnsAreTheMembersOfAllObjects() throws IOException {
        String json = "\uFEFF{\"a\": 1, \"b\": \"x\"}\n\n{\"b\": null, \"c\": true}\r\n{}\n{\"c\":false,\"a\":1.50}";
        TypedTable table = new NdjsonTableReader(TableLimits.defaults())
                .read(new ByteArrayInputStream(json.getBytes(UTF_8)))
                .typed(Map.of());
        assertThat(csv(table)).isEqualTo("a,b,c\n1,x,\n,,true\n,,\n1.5,,false\n");
    }

    private Path write(TypedTable table, TableFormat format, int chunkRows) throws IOException {
        Path file = folder.resolve("table-" + System.nanoTime() + "." + format.text());
        try (OutputStream out = Files.newOutputStream(file);
                TableWriter writer = format.writer(table.schema(), out)) {
            Table all = table.table();
            for (int from = 0; from < all.rows(); from += chunkRows) {
                writer.write(all.select(IntStream.range(from, Math.min(all.rows(), from + chunkRows))
                        .toArray()));
            }
        }
        return file;
    }

    private static TypedTable read(Path file, TableFormat format) throws IOException {
        return new TableFile(file, format, TableLimits.defaults())
                .read(bytes -> {})
                .typed(Map.of());
    }

    private static List<ColumnType> types(TypedTable table) {
        return table.schema().columns().stream().map(ColumnSchema::type).toList();
    }

    private static String modelHash(TypedTable table) {
        return new AlgorithmCatalogue()
                .synthesizer("gaussian_copula")
                .fit(table, FitOptions.ofSeed(7), ProgressListener.NONE, Cancellation.NONE)
                .description()
                .onnxSha256();
    }

    private static String csv(TypedTable table) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (CsvTableWriter writer = new CsvTableWriter(table.schema(), out)) {
            writer.write(table.table());
        }
        return out.toString(UTF_8);
    }
}
