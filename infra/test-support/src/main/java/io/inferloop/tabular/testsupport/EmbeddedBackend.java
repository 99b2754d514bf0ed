package io.inferloop.tabular.testsupport;

import io.inferloop.tabular.standalone.process.PortInUseException;
import io.inferloop.tabular.standalone.process.Ports;
import io.inferloop.tabular.standalone.process.Program;
import io.inferloop.tabular.standalone.process.ProgramFailedException;
import io.inferloop.tabular.standalone.process.RunningProgram;
import io.inferloop.tabular.standalone.server.KafkaAddress;
import io.inferloop.tabular.standalone.server.KafkaServer;
import io.inferloop.tabular.standalone.server.PostgresAddress;
import io.inferloop.tabular.standalone.server.PostgresServer;
import io.inferloop.tabular.standalone.server.RedisAddress;
import io.inferloop.tabular.standalone.server.RedisServer;
import io.inferloop.tabular.standalone.server.RegistryAddress;
import io.inferloop.tabular.standalone.server.RegistryServer;
import io.inferloop.tabular.standalone.server.S3Address;
import io.inferloop.tabular.standalone.server.S3Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The launcher's servers as children of the test's virtual machine, on free ports, with their data below {@code target/}. */
final class EmbeddedBackend implements Backend {

    private static final String HOST = "127.0.0.1";
    private static final String PASSWORD = "test-only";

    private final Path home;
    private final Orphanage orphanage;
    private final PostgresAddress postgres;
    private final RedisAddress redis;
    private final S3Address s3;
    private final KafkaAddress kafka;
    private final RegistryAddress registry;
    private final Map<ServerKind, Program> programs;
    private final Map<ServerKind, RunningProgram> running = new EnumMap<>(ServerKind.class);

    EmbeddedBackend() {
        try {
            home = Files.createDirectories(Path.of(
                            "target",
                            "test-servers",
                            Long.toString(ProcessHandle.current().pid())))
                    .toAbsolutePath();
            List<Integer> ports = Ports.free(7);
            postgres = new PostgresAddress(HOST, ports.get(0), "tabular", PASSWORD);
            redis = new RedisAddress(HOST, ports.get(1), PASSWORD);
            s3 = new S3Address(URI.create("http://" + HOST + ":" + ports.get(2)), "us-east-1", "tabular", PASSWORD);
            kafka = new KafkaAddress(HOST + ":" + ports.get(3));
            registry = new RegistryAddress(URI.create("http://" + HOST + ":" + ports.get(5)));
            programs = Map.of(
                    ServerKind.POSTGRES, new PostgresServer(postgres, home.resolve("postgres"), log("postgres")),
                    ServerKind.REDIS, new RedisServer(redis, home.resolve("redis"), log("redis")),
                    ServerKind.S3, new S3Server(s3, home.resolve("s3"), log("s3")),
                    ServerKind.KAFKA,
                            new KafkaServer(kafka, ports.get(3), ports.get(4), home.resolve("kafka"), log("kafka")),
                    ServerKind.REGISTRY,
                            new RegistryServer(registry, ports.get(6), home.resolve("registry"), log("registry")));
            orphanage = Orphanage.open(home);
        } catch (IOException e) {
            throw new UncheckedIOException("No place for the test servers", e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(orphanage::close, "test-servers-end"));
    }

    private Path log(String name) {
        return home.resolve(name + ".log");
    }

    @Override
    public synchronized void start(ServerKind... kinds) {
        List<ServerKind> missing = Arrays.stream(kinds)
                .filter(kind -> !running.containsKey(kind))
                .distinct()
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        Map<ServerKind, CompletableFuture<RunningProgram>> starting = new EnumMap<>(ServerKind.class);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (ServerKind kind : missing) {
                starting.put(kind, CompletableFuture.supplyAsync(() -> startOne(kind), threads));
            }
            starting.forEach((kind, started) -> running.put(kind, started.join()));
        } catch (CompletionException e) {
            throw new IllegalStateException("A test server did not start: " + e.getCause(), e.getCause());
        }
    }

    private RunningProgram startOne(ServerKind kind) {
        Program program = programs.get(kind);
        if (program == null) {
            throw new IllegalArgumentException("No server for " + kind);
        }
        try {
            RunningProgram started = RunningProgram.start(program);
            orphanage.adopt(started.pid());
            started.awaitReady();
            return started;
        } catch (IOException | PortInUseException | ProgramFailedException e) {
            throw new IllegalStateException(e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while " + kind + " started", e);
        }
    }

    @Override
    public PostgresAddress postgres() {
        return postgres;
    }

    @Override
    public KafkaAddress kafka() {
        return kafka;
    }

    @Override
    public RegistryAddress registry() {
        return registry;
    }

    @Override
    public RedisAddress redis() {
        return redis;
    }

    @Override
    public S3Address s3() {
        return s3;
    }

    @Override
    public synchronized void kill(ServerKind kind) {
        RunningProgram program = running.remove(kind);
        if (program == null) {
            throw new IllegalStateException(kind + " is not running");
        }
        try {
            program.kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while " + kind + " was killed", e);
        }
    }

    @Override
    public void restart(ServerKind kind) {
        start(kind);
    }
}
