package io.inferloop.tabular.platform.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchSpaceTest {

    @TempDir
    Path root;

    @Test
    void deletesWhatADeadWorkerLeftBehindAndNothingElse() throws IOException {
        Path orphan = Files.createDirectories(root.resolve("dead/some-run"));
        Files.writeString(orphan.resolve("table.csv"), "a,b\n");
        Files.createFile(root.resolve("dead.lock"));
        Path foreign = Files.createDirectories(root.resolve("not-ours"));

        try (ScratchSpace living = ScratchSpace.open(root, "living");
                ScratchSpace second = ScratchSpace.open(root, "second")) {
            assertThat(root.resolve("dead")).doesNotExist();
            assertThat(root.resolve("dead.lock")).doesNotExist();
            assertThat(root.resolve("living")).isDirectory();
            assertThat(root.resolve("second")).isDirectory();
            assertThat(foreign).isDirectory();
        }
        assertThat(root.resolve("living")).doesNotExist();
        assertThat(root.resolve("living.lock")).doesNotExist();
    }

    @Test
    void deletesTheFolderOfARunWithItsFiles() throws IOException {
        try (ScratchSpace scratch = ScratchSpace.open(root, "worker")) {
            Path run = Files.createDirectories(scratch.of(UUID.randomUUID()));
            Files.createDirectories(run.resolve("deep/deeper"));
            Files.writeString(run.resolve("deep/deeper/file"), "x");
            scratch.delete(run);
            assertThat(run).doesNotExist();
        }
    }
}
