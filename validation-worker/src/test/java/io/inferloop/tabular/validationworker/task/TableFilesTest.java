package io.inferloop.tabular.validationworker.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inferloop.tabular.core.table.BooleanColumn;
import io.inferloop.tabular.core.table.ColumnType;
import io.inferloop.tabular.core.table.DatetimeColumn;
import io.inferloop.tabular.core.table.NumericColumn;
import io.inferloop.tabular.core.table.Table;
import io.inferloop.tabular.core.table.TypedTable;
import io.inferloop.tabular.core.table.io.TableFile;
import io.inferloop.tabular.core.table.io.TableFormat;
import io.inferloop.tabular.core.table.io.TableLimits;
import io.inferloop.tabular.core.table.io.TableWriter;
import io.inferloop.tabular.platform.failure.RejectedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableFilesTest {

    private static final long MEMORY = 1 << 20;

    @TempDir
    private Path folder;

    @Test
    void theSyntheticTableIsReadByTheRealOnesTypes() throws IOException {
        Table synthetic = synthetic(
                "age,member,zip\n31,yes,1\n", "age,member,zip\n3.5,no,a\n", Map.of("zip", ColumnType.CATEGORICAL));
        assertThat(((NumericColumn) synthetic.column("age")).values()).containsExactly(3.5);
        assertThat(((BooleanColumn) synthetic.column("member")).values()).containsExactly(0);
        assertThat(synthetic.column("zip").type()).isEqualTo(ColumnType.CATEGORICAL);
    }

    @Test
    void ambiguousDatesAreReadByTheRealTablesPattern() throws IOException {
        String real = "day\n28/02/2024\n03/04/2024\n";
        Table synthetic = synthetic(real, "day\n03/04/2024\n\"\"\n", Map.of());
        long thirdOfApril = ((DatetimeColumn) real(real, Map.of()).table().column("day")).epochMillis()[1];
        assertThat(((DatetimeColumn) synthetic.column("day")).epochMillis())
                .containsExactly(thirdOfApril, DatetimeColumn.MISSING);
    }

    @Test
    void aDateWrittenInAnotherWayIsNamedWithItsLine() {
        assertThatThrownBy(() -> synthetic("day\n2024-02-28\n", "day\n2024-03-01\n28.02.2024\n", Map.of()))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("synthetic table")
                .hasMessageContaining("Line 3")
                .hasMessageContaining("'28.02.2024'")
                .hasMessageContaining("uuuu-MM-dd");
    }

    @Test
    void aColumnThatTheSyntheticTableLacksIsNamed() {
        assertThatThrownBy(() -> synthetic("a,b\n1,2\n", "a,c\n1,2\n", Map.of()))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("no column 'b'");
    }

    @Test
    void aColumnThatOnlyTheSyntheticTableHasIsKept() throws IOException {
        assertThat(synthetic("a\n1\n", "b,a\nx,1\n", Map.of()).names()).containsExactly("b", "a");
    }

    @Test
    void aTableThatThePlanHasNoMemoryForIsRefusedUnread() {
        String table = "a\n" + "12345678\n".repeat(600_000);
        assertThatThrownBy(() -> TableFiles.readReal(file("large.csv", table), Map.of(), 8 << 20))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("real table")
                .hasMessageContaining("8 MiB");
    }

    @Test
    void aSyntheticParquetTableIsReadBesideARealCsvThatWritesDatesAndBooleansInItsOwnWay() throws IOException {
        TypedTable real = real("day,flag,n\n28/02/2024,yes,1\n03/04/2024,no,2\n", Map.of());
        Path file = folder.resolve("synthetic.parquet");
        try (TableWriter writer = TableFormat.PARQUET.writer(real.schema(), Files.newOutputStream(file))) {
            writer.write(real.table());
        }
        TypedTable synthetic = TableFiles.readSynthetic(
                new TableFile(file, TableFormat.PARQUET, TableLimits.defaults()), real, MEMORY);
        assertThat(((DatetimeColumn) synthetic.table().column("day")).epochMillis())
                .isEqualTo(((DatetimeColumn) real.table().column("day")).epochMillis());
        assertThat(((BooleanColumn) synthetic.table().column("flag")).values()).containsExactly(1, 0);
    }

    private Table synthetic(String real, String synthetic, Map<String, ColumnType> overrides) throws IOException {
        return TableFiles.readSynthetic(file("synthetic.csv", synthetic), real(real, overrides), MEMORY)
                .table();
    }

    private TypedTable real(String text, Map<String, ColumnType> overrides) throws IOException {
        return TableFiles.readReal(file("real.csv", text), overrides, MEMORY);
    }

    private TableFile file(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        return new TableFile(file, TableFormat.CSV, TableLimits.defaults());
    }
}
