package io.inferloop.tabular.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both programs from the command line to their last line, on a table small enough for a test. */
class BenchmarksTest {

    private static final String PENGUINS = "../../synth-core/src/test/resources/data/penguins.csv.gz";

    private final StringWriter printed = new StringWriter();

    @Test
    void timesTheCopulaAndChecksItsRows() {
        assertThat(run("copula", "--warmup", "1", "--repetitions", "3", PENGUINS))
                .isZero();
        assertThat(printed.toString())
                .contains("344 rows x 7 columns")
                .contains("whole            median")
                .contains("check     passed");
    }

    @Test
    void writesThePageOfQuality(@TempDir Path folder) throws IOException {
        Path page = folder.resolve("quality.md");
        assertThat(run("quality", "--seeds", "2", "--out", page.toString(), PENGUINS))
                .isZero();
        assertThat(Files.readString(page))
                .contains("2 seeds: 1 to 2")
                .contains("`infra/benchmarks/run quality --seeds 2")
                .containsPattern("\\| pair trends, real edges \\| other half \\| 0\\.[78]\\d+ \\(")
                .contains("- gaussian_copula holds: trends of every seed are above those of shuffled columns")
                .doesNotContain("fails");
    }

    @Test
    void peersStandBesideOurOwn(@TempDir Path folder) throws IOException {
        Path page = folder.resolve("quality.md");
        assertThat(quality(page, "copier")).isZero();
        assertThat(Files.readString(page))
                .contains("| measure | against | gaussian_copula | copier | holdout ceiling | shuffled columns |")
                .containsPattern("\\| penguins \\| copier \\| 1\\.0000 .*\\| 2\\.00 .*\\| 688 .*\\| 7 ")
                .contains("- copier **fails**: exact copies of training rows");
    }

    @Test
    void aPeerThatFailsLeavesNoPage(@TempDir Path folder) {
        assertThat(quality(folder.resolve("quality.md"), "nobody")).isEqualTo(1);
        assertThat(folder).isEmptyDirectory();
    }

    private int quality(Path page, String peer) {
        return run(
                "quality",
                "--seeds",
                "1",
                "--algorithm",
                "gaussian_copula",
                "--peer",
                peer,
                "--peer-command",
                "sh src/test/resources/copying-peer.sh",
                "--out",
                page.toString(),
                PENGUINS);
    }

    @Test
    void aTableThatIsNotThereIsNamed() {
        assertThat(run("copula", "no-such-table")).isEqualTo(1);
    }

    @Test
    void optionsThatMakeNoSenseAreAMisuse() {
        assertThat(run("copula", "--repetitions", "0", PENGUINS)).isEqualTo(2);
        assertThat(run("quality", "--seeds", "0", PENGUINS)).isEqualTo(2);
        assertThat(run("quality", "--algorithm", "alchemy", PENGUINS)).isEqualTo(2);
    }

    private int run(String... arguments) {
        return Benchmarks.run(new PrintWriter(printed, true), arguments);
    }
}
