package io.inferloop.tabular.e2e;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole system on this machine, started by the same {@code ./tabular} that a user types, in a data folder of its own.
 * Closing it stops every process and leaves the logs under {@code target/}.
 */
final class RunningStack implements AutoCloseable {

    private static final int PORTS_OF_A_STACK = 20;

    private final Path repository;
    private final Path dataFolder;
    private final int portBase;

    private RunningStack(Path repository, Path dataFolder, int portBase) {
        this.repository = repository;
        this.dataFolder = dataFolder;
        this.portBase = portBase;
    }

    /**
     * @param name of the data folder under {@code target/stacks}
     * @param workerSlots tasks that the synthesis worker runs at once
     */
    static RunningStack start(String name, String plan, int workerSlots) throws IOException, InterruptedException {
        Path module = Path.of("").toAbsolutePath();
        Path repository = module.resolve("../..").normalize();
        Path dataFolder = module.resolve("target/stacks").resolve(name);
        Files.createDirectories(dataFolder.resolve("config"));
        Files.writeString(
                dataFolder.resolve("config/synth-worker.override.properties"),
                "tabular.worker.slots=" + workerSlots + "\n");
        RunningStack stack = new RunningStack(repository, dataFolder, freePortBase());
        stack.tabular("up", "--plan", plan);
        return stack;
    }

    /** Starts again what is not running. */
    void up() throws IOException, InterruptedException {
        tabular("up");
    }

    /** {@code kill -9}, and waits until the process is gone. */
    void kill(String process) throws IOException, InterruptedException {
        long pid = process(process).get("pid").asLong();
        ProcessHandle handle = ProcessHandle.of(pid)
                .orElseThrow(() -> new AssertionError("%s (pid %d) was not running".formatted(process, pid)));
        if (!handle.destroyForcibly()) {
            throw new AssertionError("%s (pid %d) could not be killed".formatted(process, pid));
        }
        handle.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }

    GatewayClient client() throws IOException, InterruptedException {
        JsonNode status = status();
        return new GatewayClient(
                URI.create(status.get("url").asString()), status.get("api_key").asString());
    }

    UUID organization() throws IOException, InterruptedException {
        return UUID.fromString(status().get("organization_id").asString());
    }

    /** One of the addresses that {@code status --json} lists, such as kafka's bootstrap_servers. */
    String connection(String server, String name) throws IOException, InterruptedException {
        return status().at("/connections/%s/%s".formatted(server, name)).asString();
    }

    JsonNode status() throws IOException, InterruptedException {
        return JsonMapper.shared().readTree(tabular("status", "--json"));
    }

    /** Runs one command; anything but exit status 0 fails with all that it printed. */
    String tabular(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(repository.resolve("tabular").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--data-dir", dataFolder.toString(), "--port-base", Integer.toString(portBase)));
        Path output = Files.createTempFile(dataFolder, "command-", ".out");
        Path errors = Files.createTempFile(dataFolder, "command-", ".err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(repository.toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        builder.environment().put("TABULAR_SKIP_BUILD", "true");
        Process process = builder.start();
        if (!process.waitFor(4, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("%s did not end within 4 minutes".formatted(command));
        }
        if (process.exitValue() != 0) {
            throw new AssertionError("%s ended with %d:%n%s%n%s"
                    .formatted(command, process.exitValue(), Files.readString(output), Files.readString(errors)));
        }
        return Files.readString(output);
    }

    private JsonNode process(String name) throws IOException, InterruptedException {
        for (JsonNode process : status().get("programs")) {
            if (process.get("name").asString().equals(name)) {
                return process;
            }
        }
        throw new AssertionError("No process is called " + name);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        tabular("down");
    }

    private static int freePortBase() throws IOException {
        for (int base = 17400; base < 30000; base += PORTS_OF_A_STACK) {
            if (allFree(base)) {
                return base;
            }
        }
        throw new AssertionError("No %d free ports in a row".formatted(PORTS_OF_A_STACK));
    }

    private static boolean allFree(int base) {
        for (int port = base; port < base + PORTS_OF_A_STACK; port++) {
            try (ServerSocket ignored = new ServerSocket(port)) {
                continue;
            } catch (IOException taken) {
                return false;
            }
        }
        return true;
    }
}
