package io.inferloop.tabular.core.table.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryEstimateTest {

    @TempDir
    Path folder;

    @Test
    void aRowEndsAtALineBreakOutsideQuotes() {
        assertThat(MemoryEstimate.lastRowEnd("a,b\n1,\"x\ny\"\n2,\"half\n".getBytes(UTF_8), true))
                .isEqualTo(12);
        assertThat(MemoryEstimate.lastRowEnd("no line".getBytes(UTF_8), true)).isZero();
    }

    @Test
    void tellsFromTheHeadWhatTheWholeTableNeeds() throws IOException {
        MemoryEstimate estimate = estimate(Files.writeString(folder.resolve("table"), rows(300_000)));

        assertThat(estimate.bytes()).isBetween(10L << 20, 100L << 20);
        assertThat(estimate.rows()).isCloseTo(300_000, withinPercentage(5));
        assertThat(estimate.shortage(10 << 20)).contains("2 columns", "10 MiB");
    }

    @Test
    void countsACompressedTableByItsText() throws IOException {
        Path plain = Files.writeString(folder.resolve("plain"), rows(300_000));
        Path packed = folder.resolve("packed");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            Files.copy(plain, out);
        }

        assertThat(estimate(packed)).isEqualTo(estimate(plain));
    }

    @Test
    void hasNothingToSayOfASmallTable() throws IOException {
        Path file = Files.writeString(folder.resolve("table"), rows(1_000));

        assertThat(new TableFile(file, TableFormat.CSV, TableLimits.defaults()).memoryEstimate())
                .isEmpty();
    }

    @Test
    void leavesDamageToTheReader() throws IOException {
        Path file = Files.write(folder.resolve("table"), new byte[] {0x1f, (byte) 0x8b, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10});

        assertThat(new TableFile(file, TableFormat.CSV, TableLimits.defaults()).memoryEstimate())
                .isEmpty();
    }

    private static MemoryEstimate estimate(Path file) throws IOException {
        return new TableFile(file, TableFormat.CSV, TableLimits.defaults())
                .memoryEstimate()
                .orElseThrow();
    }

    private static String rows(int count) {
        StringBuilder csv = new StringBuilder("name,group\n");
        for (int i = 0; i < count; i++) {
            csv.append("person ").append(i).append(",group ").append(i % 7).append('\n');
        }
        return csv.toString();
    }
}
