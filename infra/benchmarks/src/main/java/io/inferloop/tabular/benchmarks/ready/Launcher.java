package io.inferloop.tabular.benchmarks.ready;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The script {@code ./tabular}, run as a user runs it.
 *
 * @param folder the stack's data folder
 */
record Launcher(Path repository, Path folder, int portBase) {

    /** Runs one command. @return its CPU seconds, without the programs that it started; 0 where the system does not say */
    double run(String command) throws IOException, InterruptedException {
        Path log = folder.resolve("command.log");
        Process process = start(log, command, "--port-base", Integer.toString(portBase));
        Duration cpu = Duration.ZERO;
        // The system forgets what a process used when it has ended.
        while (!process.waitFor(50, TimeUnit.MILLISECONDS)) {
            cpu = process.info().totalCpuDuration().orElse(cpu);
        }
        if (process.exitValue() != 0) {
            throw new IOException("./tabular %s failed:%n%s".formatted(command, Files.readString(log)));
        }
        return cpu.toMillis() / 1000.0;
    }

    /** What {@code ./tabular status --json} says; a program that is not ready is in it and is no failure. */
    JsonNode status() throws IOException, InterruptedException {
        Path document = folder.resolve("status.json");
        start(document, "status", "--json").waitFor();
        return JsonMapper.shared().readTree(Files.readString(document));
    }

    private Process start(Path output, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(List.of(arguments)));
        builder.command().add(0, repository.resolve("tabular").toString());
        builder.command().addAll(List.of("--data-dir", folder.resolve("stack").toString()));
        builder.environment().put("TABULAR_SKIP_BUILD", "true");
        return builder.directory(repository.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }
}
