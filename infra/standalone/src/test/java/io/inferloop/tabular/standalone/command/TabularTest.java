package io.inferloop.tabular.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TabularTest {

    @TempDir
    private Path folder = Path.of("");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) {
        return Tabular.run(
                new Terminal(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        false),
                arguments);
    }

    @Test
    void helpNamesEveryCommand() {
        assertThat(run("help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains(
                        "demo", "up", "down", "status", "logs", "restart", "submit", "train", "sample", "models",
                        "help");
    }

    @Test
    void noCommandIsAMisuseThatShowsTheCommands() {
        assertThat(run()).isEqualTo(2);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("Usage: tabular");
    }

    @Test
    void anUnknownOptionIsAMisuseThatNamesIt() {
        assertThat(run("up", "--port", "1")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("--port");
    }

    @Test
    void submitNeedsRowsAndAPlaceForThem() {
        assertThat(run("submit", "data.csv")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("--rows").contains("--out");
    }

    @Test
    void sampleNeedsAModelsIdAndTakesWhatIsGivenByColumn() {
        assertThat(run("sample", "seven", "--rows", "10", "--out", "out.csv")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("MODEL").contains("seven");
        assertThat(run("sample", "00000000-0000-0000-0000-000000000001", "--given", "sex", "--rows", "1", "--out", "a"))
                .isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("KEY=VALUE format but was sex");
    }

    @Test
    void submitOfAFileThatIsNotThereFailsInWords() {
        assertThat(run("submit", "nowhere.csv", "--rows", "10", "--out", "out.csv"))
                .isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualToIgnoringNewLines("tabular: There is no file nowhere.csv");
    }

    @Test
    void submitOfAFolderOrAnEmptyFileFailsInWords() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.csv"));

        assertThat(run("submit", folder.toString(), "--rows", "10", "--out", "out.csv"))
                .isEqualTo(1);
        assertThat(run("submit", empty.toString(), "--rows", "10", "--out", "out.csv"))
                .isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains(folder + " is a folder", empty + " is empty; a table needs a header row");
    }

    @Test
    void aPortBaseOutsideTheRangeFailsInWords() {
        assertThat(run("up", "--data-dir", folder.toString(), "--port-base", "70000"))
                .isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("70000").contains("between 1024 and");
    }

    @Test
    void aPlanThatCannotBeAPlanFailsInWords() {
        assertThat(run("up", "--data-dir", folder.toString(), "--plan", "Pro Plan"))
                .isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("Pro Plan");
    }

    @Test
    void downWhereNothingWasEverStartedSaysHowToStart() {
        assertThat(run("down", "--data-dir", folder.resolve("none").toString())).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("There is no stack in")
                .contains("./tabular up");
    }
}
