package io.inferloop.tabular.benchmarks.stack;

import io.inferloop.tabular.platform.messaging.AvroCodec;
import io.inferloop.tabular.platform.messaging.DeadLetters;
import io.inferloop.tabular.platform.messaging.KafkaClients;
import io.inferloop.tabular.platform.messaging.Messaging;
import io.inferloop.tabular.platform.messaging.RecordSender;
import io.inferloop.tabular.platform.messaging.RegistryProperties;
import io.inferloop.tabular.platform.observability.TraceHeaders;
import io.inferloop.tabular.standalone.stack.ProgramStatus;
import io.inferloop.tabular.standalone.stack.Stack;
import io.inferloop.tabular.standalone.stack.StackException;
import io.inferloop.tabular.standalone.stack.StackFolder;
import io.inferloop.tabular.standalone.stack.StackListener;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The whole system as {@code ./tabular up} starts it, on the plan without limits. */
public final class BenchmarkStack implements AutoCloseable {

    public static final String GATEWAY = "api-gateway";
    public static final String ORCHESTRATOR = "job-orchestrator";
    public static final String SYNTHESIS = "synth-worker";
    public static final String VALIDATION = "validation-worker";
    public static final String BILLING = "billing-aggregator";
    public static final String POSTGRES = "postgres";
    public static final String KAFKA = "kafka";

    /** This process in {@link #cpu()}: the load, and what it plays itself. */
    public static final String BENCHMARK = "benchmark";

    private static final String PLAN = "enterprise";
    private static final long STOP_SECONDS = 30;

    private final Stack stack;
    private final @Nullable Path temporary;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Map<String, Long> pids = new LinkedHashMap<>();
    private final Thread atExit;
    private boolean closed;

    private BenchmarkStack(Stack stack, @Nullable Path temporary) {
        this.stack = stack;
        this.temporary = temporary;
        this.atExit = new Thread(this::closeQuietly, "stop-stack");
    }

    /** Starts what does not run yet. */
    public static BenchmarkStack open(StackChoice choice, Path repository, PrintWriter out)
            throws IOException, StackException, InterruptedException {
        Path kept = choice.dataDir();
        Path root = kept == null ? Files.createTempDirectory("tabular-benchmark-") : kept;
        Path temporary = kept == null ? root : null;
        StackFolder folder = new StackFolder(root);
        Stack stack = Stack.open(folder, choice.portBase(), PLAN, repository.toAbsolutePath(), JsonMapper.shared());
        BenchmarkStack opened = new BenchmarkStack(stack, temporary);
        Runtime.getRuntime().addShutdownHook(opened.atExit);
        try {
            if (temporary != null || !stack.takesRequests()) {
                long begin = System.nanoTime();
                stack.up(new Silence());
                out.printf(
                        "stack     started in %.1f s, plan %s, fsync on, acks=all; its logs are in %s%n",
                        (System.nanoTime() - begin) / 1e9, PLAN, folder.logs());
            }
            opened.lookUpProcesses();
            return opened;
        } catch (IOException | StackException | InterruptedException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    public URI url() {
        return stack.url();
    }

    public String apiKey() throws IOException {
        return stack.apiKey();
    }

    public UUID organization() {
        return stack.settings().organizationId();
    }

    private String connection(String server, String name) {
        String value = stack.connections().getOrDefault(server, Map.of()).get(name);
        if (value == null) {
            throw new IllegalStateException("The stack names no %s of %s".formatted(name, server));
        }
        return value;
    }

    /** A connection of one's own to the stack's database; {@code schema} comes first in its search path. */
    public Connection database(String schema) throws SQLException {
        String url = connection(POSTGRES, "url");
        return DriverManager.getConnection(
                url + (url.contains("?") ? "&" : "?") + "currentSchema=" + schema,
                connection(POSTGRES, "user"),
                connection(POSTGRES, "password"));
    }

    public KafkaClients kafka() {
        return new KafkaClients(Map.of("bootstrap.servers", connection(KAFKA, "bootstrap_servers")));
    }

    /** What a service of ours is made of, on this stack's servers; closed with the stack. */
    public Messaging messaging(String clientId) {
        KafkaClients clients = kafka();
        AvroCodec codec = new AvroCodec(new RegistryProperties(
                URI.create(connection("registry", "api")),
                serde("io.apicurio.registry.serde.avro.AvroKafkaSerializer", Serializer.class),
                serde("io.apicurio.registry.serde.avro.AvroKafkaDeserializer", Deserializer.class),
                Map.of()));
        TraceHeaders untraced = new TraceHeaders(null);
        RecordSender sender = new RecordSender(clients.producer(clientId), codec, untraced);
        open.push(codec);
        open.push(sender);
        return new Messaging(
                clients,
                codec,
                sender,
                new DeadLetters(sender),
                untraced,
                new SimpleMeterRegistry(),
                Clock.systemUTC());
    }

    @SuppressWarnings("unchecked") // the class implements the raw type, and its value type is never asked for
    private static <T> Class<? extends T> serde(String name, Class<?> kind) {
        try {
            return (Class<? extends T>) Class.forName(name).asSubclass(kind);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("Apicurio's serializer classes are not on the class path", e);
        }
    }

    /** Refuses a kept stack on which jobs of an earlier program wait: they would go before those that are measured. */
    public void requireIdleLanes() throws SQLException, StackException {
        try (Connection connection = database("orchestrator");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM job WHERE state IN (%s)"
                        .formatted("'QUEUED', 'DISPATCHED', 'RUNNING', 'RETRY_WAIT', 'CANCELLING'"))) {
            row.next();
            if (row.getLong(1) > 0) {
                throw new StackException(
                        "%,d jobs of earlier programs wait on this stack; run the program on another --data-dir"
                                .formatted(row.getLong(1)));
            }
        }
    }

    /** Stops services that a program plays itself or leaves out; the others go on without them. */
    public void stop(String... services) throws IOException {
        for (String service : services) {
            Optional<ProcessHandle> running =
                    Optional.ofNullable(pids.remove(service)).flatMap(ProcessHandle::of);
            if (running.isEmpty()) {
                continue;
            }
            ProcessHandle process = running.get();
            process.destroy();
            ProcessHandle ended = process.onExit()
                    .completeOnTimeout(process, STOP_SECONDS, TimeUnit.SECONDS)
                    .join();
            if (ended.isAlive() && !process.destroyForcibly()) {
                throw new IOException(service + " did not stop");
            }
        }
    }

    /** Starts a service again and waits until it is ready. */
    public void start(String service) throws IOException, StackException, InterruptedException {
        stack.restart(service, new Silence());
        lookUpProcesses();
    }

    private void lookUpProcesses() throws IOException, InterruptedException {
        pids.clear();
        for (ProgramStatus program : stack.status()) {
            if (program.pid() > 0) {
                pids.put(program.name(), program.pid());
            }
        }
    }

    /** CPU time of every process until now. */
    public CpuTimes cpu() {
        Map<String, CpuTimes.Spent> spent = new LinkedHashMap<>();
        pids.forEach(
                (name, pid) -> ProcessHandle.of(pid).ifPresent(process -> spent.put(name, ProcessCpu.of(process))));
        spent.put(BENCHMARK, ProcessCpu.own());
        return new CpuTimes(spent);
    }

    /** Closes what was opened on the stack; stops and deletes it unless it is kept. */
    @Override
    public synchronized void close() throws IOException, StackException {
        if (closed) {
            return;
        }
        closed = true;
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                throw new IOException("A client of the stack could not be closed", e);
            }
        }
        if (temporary != null) {
            stack.down(new Silence());
            delete(temporary);
        }
    }

    private void closeQuietly() {
        try {
            close();
        } catch (IOException | StackException e) {
            System.err.println("benchmarks: the stack could not be stopped: " + e.getMessage());
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) {
                Files.deleteIfExists(each);
            }
        }
    }

    /** A benchmark prints what it measured, not how its stack came up. */
    private static final class Silence implements StackListener {

        @Override
        public void starting(String program) {}

        @Override
        public void ready(String program, Duration took) {}

        @Override
        public void stopping(String program) {}
    }
}
