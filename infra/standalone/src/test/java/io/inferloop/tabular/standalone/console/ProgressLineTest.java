package io.inferloop.tabular.standalone.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgressLineTest {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);

    @Test
    void aTerminalSeesABarThatIsDrawnOver() {
        ProgressLine line = new ProgressLine(out, true);

        line.show("sample", 1, 2, Optional.of(Duration.ofMillis(1500)));
        line.finish("done");

        assertThat(written.toString(StandardCharsets.UTF_8))
                .startsWith("\r  [############------------] sample 50 %, 1.5 s left\r  done ");
    }

    @Test
    void aFileGetsALineForEachStageAndEachTenth() {
        ProgressLine line = new ProgressLine(out, false);

        line.show("fit", 0, 100, Optional.empty());
        line.show("fit", 1, 100, Optional.empty());
        line.show("fit", 12, 100, Optional.empty());
        line.show("sample", 12, 100, Optional.empty());

        assertThat(written.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("  fit 0 %", "  fit 12 %", "  sample 12 %");
    }

    @Test
    void moreDoneThanTotalIsFull() {
        new ProgressLine(out, true).show("sample", 7, 5, Optional.empty());

        assertThat(written.toString(StandardCharsets.UTF_8)).contains("100 %");
    }
}
