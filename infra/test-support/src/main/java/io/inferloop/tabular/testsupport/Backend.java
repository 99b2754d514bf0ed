package io.inferloop.tabular.testsupport;

import io.inferloop.tabular.standalone.server.KafkaAddress;
import io.inferloop.tabular.standalone.server.PostgresAddress;
import io.inferloop.tabular.standalone.server.RedisAddress;
import io.inferloop.tabular.standalone.server.RegistryAddress;
import io.inferloop.tabular.standalone.server.S3Address;
import java.nio.file.Files;
import java.nio.file.Path;
import org.testcontainers.DockerClientFactory;

/** Where the servers come from. */
sealed interface Backend permits EmbeddedBackend, ContainerBackend {

    /** {@code embedded} or {@code containers}; when it is not set, containers where Docker runs. */
    String PROPERTY = "tabular.test.servers";

    static Backend choose() {
        return switch (System.getProperty(PROPERTY, "")) {
            case "embedded" -> new EmbeddedBackend();
            case "containers" -> new ContainerBackend();
            case "" -> dockerRuns() ? new ContainerBackend() : new EmbeddedBackend();
            case String other ->
                throw new IllegalArgumentException(PROPERTY + " is embedded or containers, not " + other);
        };
    }

    /** Looks for the socket first, because Testcontainers takes seconds and a page of log to find out that there is none. */
    private static boolean dockerRuns() {
        return Files.exists(Path.of("/var/run/docker.sock"))
                && DockerClientFactory.instance().isDockerAvailable();
    }

    /** Starts those that do not run, and returns when all are ready. */
    void start(ServerKind... kinds);

    PostgresAddress postgres();

    KafkaAddress kafka();

    RegistryAddress registry();

    RedisAddress redis();

    S3Address s3();

    void kill(ServerKind kind);

    void restart(ServerKind kind);
}
