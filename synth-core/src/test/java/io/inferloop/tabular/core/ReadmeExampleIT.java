package io.inferloop.tabular.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's example, in a JVM of its own that has nothing but this library. */
class ReadmeExampleIT {

    private static final String IMPORTS = """
            import io.inferloop.tabular.core.metrics.fidelity.*;
            import io.inferloop.tabular.core.model.*;
            import io.inferloop.tabular.core.onnx.runtime.*;
            import io.inferloop.tabular.core.synthesis.*;
            import io.inferloop.tabular.core.table.*;
            import io.inferloop.tabular.core.table.io.*;
            import java.nio.file.*;
            import java.util.*;
            """;

    @Test
    void theExampleOfTheReadmeCompilesAndRuns(@TempDir Path folder) throws IOException, InterruptedException {
        try (InputStream table = Objects.requireNonNull(getClass().getResourceAsStream("/data/penguins.csv.gz"))) {
            Files.copy(new GZIPInputStream(table), folder.resolve("penguins.csv"));
        }
        Files.writeString(
                folder.resolve("Example.java"),
                IMPORTS + "class Example { public static void main(String[] args) throws Exception {\n"
                        + example()
                        + "}}\n");

        Path output = folder.resolve("output");
        Process run = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "--enable-native-access=ALL-UNNAMED",
                        "Example.java")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            run.destroyForcibly();
        }

        assertThat(run.exitValue()).as(Files.readString(output)).isZero();
        assertThat(Double.parseDouble(Files.readAllLines(output).getLast())).isBetween(0.8, 1.0);
        assertThat(Files.readAllLines(folder.resolve("synthetic.csv")))
                .hasSize(10_001)
                .first()
                .isEqualTo(Files.readAllLines(folder.resolve("penguins.csv")).getFirst());
        assertThat(folder.resolve("model/model.onnx")).isNotEmptyFile();
    }

    private static String example() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        int begin = readme.indexOf("```java") + "```java".length();
        return readme.substring(begin, readme.indexOf("```", begin));
    }
}
