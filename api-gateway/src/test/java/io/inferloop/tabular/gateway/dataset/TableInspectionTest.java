package io.inferloop.tabular.gateway.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inferloop.tabular.platform.failure.RejectedException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class TableInspectionTest {

    private final TableInspection inspection = new TableInspection(new TableLimits(3, 1_000));

    @Test
    void quotedLineBreaksByteOrderMarksAndEmptyLinesAreNoMistake() throws IOException {
        TableShape shape = inspect("\uFEFFname,note\r\nAda,\"two\nlines, one cell\"\r\n\r\nBob,\r\n");
        assertThat(shape.columns()).containsExactly("name", "note");
        assertThat(shape.rows()).isEqualTo(2);
    }

    @Test
    void inATableWithOneColumnAnEmptyLineIsAMissingValue() throws IOException {
        assertThat(inspect("age\n1\n\n2\n").rows()).isEqualTo(3);
    }

    @Test
    void tooManyColumnsAreRefused() {
        assertThatThrownBy(() -> inspect("a,b,c,d\n1,2,3,4\n"))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("4 columns");
    }

    @Test
    void anArchiveThatUnpacksBeyondTheLimitIsRefused() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(("a\n" + "0\n".repeat(100_000)).getBytes(UTF_8));
        }
        assertThat(bytes.size()).isLessThan(1_000);
        assertThatThrownBy(() -> inspection.inspect(new ByteArrayInputStream(bytes.toByteArray()), true))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("1,000 bytes");
    }

    private TableShape inspect(String text) throws IOException {
        return inspection.inspect(new ByteArrayInputStream(text.getBytes(UTF_8)), false);
    }
}
