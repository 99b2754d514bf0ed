package io.inferloop.tabular.e2e;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
    private @Nullable JsonNode addresses;
    private final List<Process> twins = new ArrayList<>();

    private RunningStack(Path repository, Path dataFolder, int portBase) {
        this.repository = repository;
        this.dataFolder = dataFolder;
        this.portBase = portBase;
    }

    /**
     * Brings all up; returns when everything is ready.
     *
     * @param name of the data folder under {@code target/stacks}
     * @param settings by service, what this stack has otherwise than a user's
     */
    static RunningStack start(String name, String plan, Map<String, Map<String, String>> settings)
            throws IOException, InterruptedException {
        Path module = Path.of("").toAbsolutePath();
        Path repository = module.resolve("../..").normalize();
        Path dataFolder = module.resolve("target/stacks").resolve(name);
        forget(repository, dataFolder);
        Files.createDirectories(dataFolder.resolve("config"));
        for (Map.Entry<String, Map<String, String>> service : settings.entrySet()) {
            Files.writeString(
                    dataFolder.resolve("config").resolve(service.getKey() + ".override.properties"),
                    service.getValue().entrySet().stream()
                            .map(setting -> setting.getKey() + "=" + setting.getValue() + "\n")
                            .collect(Collectors.joining()));
        }
        RunningStack stack = new RunningStack(repository, dataFolder, freePortBase());
        try {
            stack.tabular("up", "--plan", plan);
        } catch (AssertionError failed) {
            stack.killAll();
            throw failed;
        }
        return stack;
    }

    /** Each stack begins empty: what an earlier run left would be counted among what this one made. */
    private static void forget(Path repository, Path dataFolder) throws IOException, InterruptedException {
        if (!Files.exists(dataFolder)) {
            return;
        }
        if (Files.exists(dataFolder.resolve("stack.json"))) {
            new RunningStack(repository, dataFolder, 0).run(List.of("down"), 0);
        }
        try (Stream<Path> files = Files.walk(dataFolder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Starts again what is not running. */
    void up() throws IOException, InterruptedException {
        tabular("up");
    }

    /** {@code kill -9}, and waits until the process is gone. */
    void kill(String process) throws IOException {
        kill(process, handle(process));
    }

    /** The end of a stack that nobody will start again, without the time that an orderly one takes. */
    void killAll() throws IOException {
        twins.forEach(Process::destroyForcibly);
        for (Map.Entry<String, Long> process : pids().entrySet()) {
            ProcessHandle.of(process.getValue()).ifPresent(handle -> kill(process.getKey(), handle));
        }
    }

    private static void kill(String process, ProcessHandle handle) {
        if (!handle.destroyForcibly()) {
            throw new AssertionError("%s (pid %d) could not be killed".formatted(process, handle.pid()));
        }
        handle.onExit().orTimeout(60, TimeUnit.SECONDS).join();
    }

    /** {@code kill -STOP}: from one instruction to the next it does nothing more, without knowing. */
    void freeze(String process) throws IOException, InterruptedException {
        signal(process, "-STOP");
    }

    /** {@code kill -CONT}. */
    void thaw(String process) throws IOException, InterruptedException {
        signal(process, "-CONT");
    }

    private void signal(String process, String signal) throws IOException, InterruptedException {
        long pid = handle(process).pid();
        int status = new ProcessBuilder("kill", signal, Long.toString(pid))
                .inheritIO()
                .start()
                .waitFor();
        if (status != 0) {
            throw new AssertionError("kill %s %d (%s) ended with %d".formatted(signal, pid, process, status));
        }
    }

    /** Starts a second instance of a service beside the first, on any port; it ends with the stack at the latest. */
    Process startTwin(String service) throws IOException {
        JsonNode record = record(service);
        List<String> command = new ArrayList<>();
        record.get("command").forEach(argument -> command.add(argument.asString()));
        command.addAll(List.of("--server.port=0", "--tabular.worker.scratch-dir=" + dataFolder.resolve("data/twin")));
        Path log = dataFolder.resolve("logs").resolve(service + "-twin.log");
        Process twin = new ProcessBuilder(command)
                .directory(dataFolder.resolve("data").resolve(service).toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        twins.add(twin);
        return twin;
    }

    GatewayClient client() throws IOException, InterruptedException {
        return new GatewayClient(url(), addresses().get("api_key").asString());
    }

    /** Of the gateway. */
    URI url() throws IOException, InterruptedException {
        return URI.create(addresses().get("url").asString());
    }

    UUID organization() throws IOException, InterruptedException {
        return UUID.fromString(addresses().get("organization_id").asString());
    }

    /** One of the addresses that {@code status --json} lists, such as kafka's bootstrap_servers. */
    String connection(String server, String name) throws IOException, InterruptedException {
        return addresses().at("/connections/%s/%s".formatted(server, name)).asString();
    }

    /** What stays the same as long as the stack lives, asked once. */
    private synchronized JsonNode addresses() throws IOException, InterruptedException {
        if (addresses == null) {
            addresses = status();
        }
        return addresses;
    }

    JsonNode status() throws IOException, InterruptedException {
        // Status 1 says that something is not ready, which is an answer.
        return JsonMapper.shared().readTree(run(List.of("status", "--json"), 1));
    }

    /** One figure of a service, as Prometheus reads it: the sum over its labels, 0 where there is none. */
    double metric(String service, String name) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/actuator/prometheus"
                        .formatted(record(service).get("ports").get(0).asInt())))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString())
                    .body()
                    .lines()
                    .filter(line -> line.startsWith(name))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        }
    }

    /** Runs one command; anything but exit status 0 fails with all that it printed. */
    String tabular(String... arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--port-base", Integer.toString(portBase)));
        return run(all, 0);
    }

    private String run(List<String> arguments, int highestStatus) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(repository.resolve("tabular").toString()));
        command.addAll(arguments);
        command.addAll(List.of("--data-dir", dataFolder.toString()));
        Path output = Files.createTempFile(dataFolder, "command-", ".out");
        Path errors = Files.createTempFile(dataFolder, "command-", ".err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(repository.toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        builder.environment().put("TABULAR_SKIP_BUILD", "true");
        builder.environment().put("TABULAR_ARCHIVES", "false");
        // Nothing here runs for long enough to earn what the second compiler costs: half of the CPU time until a service is ready.
        builder.environment().put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1");
        Process process = builder.start();
        if (!process.waitFor(6, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("%s did not end within 6 minutes".formatted(command));
        }
        if (process.exitValue() > highestStatus) {
            throw new AssertionError("%s ended with %d:%n%s%n%s"
                    .formatted(command, process.exitValue(), Files.readString(output), Files.readString(errors)));
        }
        return Files.readString(output);
    }

    /** Of every process of the stack, twins aside, as the launcher has written it down. */
    Map<String, Long> pids() throws IOException {
        Map<String, Long> pids = new HashMap<>();
        Path run = dataFolder.resolve("run");
        if (Files.isDirectory(run)) {
            try (Stream<Path> records = Files.list(run)) {
                for (Path record : records.toList()) {
                    String process = record.getFileName().toString().replace(".json", "");
                    pids.put(process, record(process).get("pid").asLong());
                }
            }
        }
        return pids;
    }

    private ProcessHandle handle(String process) throws IOException {
        long pid = record(process).get("pid").asLong();
        return ProcessHandle.of(pid)
                .orElseThrow(() -> new AssertionError("%s (pid %d) was not running".formatted(process, pid)));
    }

    /** The launcher's record of a process, which says its pid and its command. */
    private JsonNode record(String process) throws IOException {
        return JsonMapper.shared()
                .readTree(Files.readString(dataFolder.resolve("run").resolve(process + ".json")));
    }

    @Override
    public void close() throws IOException, InterruptedException {
        twins.forEach(Process::destroyForcibly);
        tabular("down");
    }

    /** Where two suites run on one machine at a time, they begin to look in different places. */
    private static int freePortBase() {
        int first = 17400 + PORTS_OF_A_STACK * (int) (ProcessHandle.current().pid() % 400);
        for (int base = first; base < 30000; base += PORTS_OF_A_STACK) {
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
