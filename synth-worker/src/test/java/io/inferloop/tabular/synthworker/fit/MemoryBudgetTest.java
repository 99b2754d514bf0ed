package io.inferloop.tabular.synthworker.fit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inferloop.tabular.core.table.io.CsvLimits;
import io.inferloop.tabular.platform.failure.RejectedException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryBudgetTest {

    @TempDir
    Path folder;

    @Test
    void aRowEndsAtALineBreakOutsideQuotes() {
        assertThat(MemoryBudget.lastRowEnd("a,b\n1,\"x\ny\"\n2,\"half\n".getBytes(UTF_8)))
                .isEqualTo(12);
        assertThat(MemoryBudget.lastRowEnd("no line".getBytes(UTF_8))).isZero();
    }

    @Test
    void refusesWhatNeedsMoreThanThePlanGrants() throws IOException {
        Path file = Files.writeString(folder.resolve("table"), rows(300_000));

        assertThatThrownBy(() -> MemoryBudget.check(file, CsvLimits.defaults(), 10 << 20))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("2 columns")
                .hasMessageContaining("10 MiB");
        assertThatCode(() -> MemoryBudget.check(file, CsvLimits.defaults(), 1 << 30))
                .doesNotThrowAnyException();
    }

    @Test
    void countsACompressedTableByItsText() throws IOException {
        Path file = folder.resolve("table");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(rows(300_000).getBytes(UTF_8));
        }

        assertThatThrownBy(() -> MemoryBudget.check(file, CsvLimits.defaults(), 10 << 20))
                .isInstanceOf(RejectedException.class);
    }

    @Test
    void leavesDamageToTheReader() throws IOException {
        Path file = Files.write(folder.resolve("table"), new byte[] {0x1f, (byte) 0x8b, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10});

        assertThatCode(() -> MemoryBudget.check(file, CsvLimits.defaults(), 1)).doesNotThrowAnyException();
    }

    private static String rows(int count) {
        StringBuilder csv = new StringBuilder("name,group\n");
        for (int i = 0; i < count; i++) {
            csv.append("person ").append(i).append(",group ").append(i % 7).append('\n');
        }
        return csv.toString();
    }
}
