package io.inferloop.tabular.standalone.stack;

import io.inferloop.tabular.standalone.process.Command;
import io.inferloop.tabular.standalone.process.JavaVirtualMachine;
import io.inferloop.tabular.standalone.process.Ports;
import io.inferloop.tabular.standalone.process.Program;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One of our services, from the executable jar of its module.
 *
 * @param unpackFolder of the build, for what is made of its jars at run time
 * @param properties its configuration; written to a file, because command lines are for everybody to read
 */
record ServiceProgram(
        Service service,
        int port,
        Path repository,
        Path unpackFolder,
        Path scratch,
        Path propertiesFile,
        Path logFile,
        Map<String, String> properties)
        implements Program {

    private static final Duration PROBE = Duration.ofSeconds(3);

    @Override
    public String name() {
        return service.module();
    }

    @Override
    public List<Integer> ports() {
        return List.of(port);
    }

    @Override
    public Command prepare() throws IOException {
        Path jar = jar();
        if (!Files.exists(jar)) {
            throw new IOException(jar + " is missing; build it with: ./mvnw -Dquick -DskipTests package");
        }
        Files.createDirectories(scratch);
        if (!Files.exists(propertiesFile)) {
            Files.createFile(
                    propertiesFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(
                propertiesFile,
                properties.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(entry -> entry.getKey() + "=" + escaped(entry.getValue()))
                        .collect(Collectors.joining("\n", "", "\n")));
        Path unpacked = UnpackedJar.of(jar, name(), Files.createDirectories(unpackFolder));
        List<String> arguments = new ArrayList<>();
        arguments.add(JavaVirtualMachine.executable());
        arguments.addAll(service.virtualMachineFlags());
        arguments.addAll(List.of(
                "-Djava.io.tmpdir=" + scratch,
                "-jar",
                unpacked.toString(),
                "--spring.config.additional-location=file:%s,optional:file:%s".formatted(propertiesFile, overrides())));
        return Command.of(scratch, arguments);
    }

    /** What the operator wants otherwise; never written by us, and read last. */
    private Path overrides() {
        return propertiesFile.resolveSibling(service.module() + ".override.properties");
    }

    Path jar() {
        return repository.resolve(Path.of(service.module(), "target", service.module() + "-0.1.0-SNAPSHOT-app.jar"));
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\");
    }

    @Override
    public boolean isReady() throws InterruptedException {
        if (!Ports.isOpen(port)) {
            return false;
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/ready"))
                .timeout(PROBE)
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }
}
