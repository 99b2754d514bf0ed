package io.inferloop.tabular.testsupport;

import io.inferloop.tabular.standalone.server.KafkaAddress;
import io.inferloop.tabular.standalone.server.PostgresAddress;
import io.inferloop.tabular.standalone.server.RedisAddress;
import io.inferloop.tabular.standalone.server.RegistryAddress;
import io.inferloop.tabular.standalone.server.S3Address;
import java.net.URI;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.opentest4j.TestAbortedException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The same servers by Testcontainers, whose reaper removes them when this virtual machine has ended.
 * A test that kills a server is skipped here: a container that starts again has other ports.
 * Written against the Testcontainers API and not run yet: no machine that this was developed on has Docker.
 */
final class ContainerBackend implements Backend {

    private static final String SECRET = "test-only";
    private static final int REDIS_PORT = 6379;
    private static final int S3_PORT = 80;
    private static final int REGISTRY_PORT = 8080;

    private final PostgreSQLContainer postgres = new PostgreSQLContainer(DockerImageName.parse("postgres:18"))
            .withUsername("tabular")
            .withPassword(SECRET);
    private final KafkaContainer kafka = new KafkaContainer(DockerImageName.parse("apache/kafka:4.2.2"))
            .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
            .withEnv("KAFKA_GROUP_COORDINATOR_REBALANCE_PROTOCOLS", "classic,consumer,streams,share")
            .withEnv("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR", "1")
            .withEnv("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR", "1");
    private final GenericContainer<?> registry = new GenericContainer<>(
                    DockerImageName.parse("apicurio/apicurio-registry:3.3.3"))
            .withExposedPorts(REGISTRY_PORT)
            .waitingFor(Wait.forHttp("/apis/ccompat/v7/subjects").forPort(REGISTRY_PORT));
    private final GenericContainer<?> redis = new GenericContainer<>(DockerImageName.parse("redis:7.2"))
            .withCommand("redis-server", "--requirepass", SECRET)
            .withExposedPorts(REDIS_PORT);
    private final GenericContainer<?> s3 = new GenericContainer<>(DockerImageName.parse("andrewgaul/s3proxy:latest"))
            .withEnv(Map.of(
                    "S3PROXY_AUTHORIZATION", "aws-v2-or-v4",
                    "S3PROXY_IDENTITY", "tabular",
                    "S3PROXY_CREDENTIAL", SECRET,
                    "JCLOUDS_PROVIDER", "filesystem-nio2"))
            .withExposedPorts(S3_PORT)
            .waitingFor(Wait.forListeningPort());

    private final Map<ServerKind, GenericContainer<?>> containers = new EnumMap<>(Map.of(
            ServerKind.POSTGRES, postgres,
            ServerKind.KAFKA, kafka,
            ServerKind.REGISTRY, registry,
            ServerKind.REDIS, redis,
            ServerKind.S3, s3));

    @Override
    public synchronized void start(ServerKind... kinds) {
        List<CompletableFuture<Void>> starting = Arrays.stream(kinds)
                .distinct()
                .map(containers::get)
                .filter(container -> container != null && !container.isRunning())
                .map(container -> CompletableFuture.runAsync(container::start))
                .toList();
        starting.forEach(CompletableFuture::join);
    }

    @Override
    public PostgresAddress postgres() {
        return new PostgresAddress(
                postgres.getHost(), postgres.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT), "tabular", SECRET);
    }

    @Override
    public KafkaAddress kafka() {
        return new KafkaAddress(kafka.getBootstrapServers());
    }

    @Override
    public RegistryAddress registry() {
        return new RegistryAddress(http(registry, REGISTRY_PORT));
    }

    @Override
    public RedisAddress redis() {
        return new RedisAddress(redis.getHost(), redis.getMappedPort(REDIS_PORT), SECRET);
    }

    @Override
    public S3Address s3() {
        return new S3Address(http(s3, S3_PORT), "us-east-1", "tabular", SECRET);
    }

    private static URI http(GenericContainer<?> container, int port) {
        return URI.create("http://%s:%d".formatted(container.getHost(), container.getMappedPort(port)));
    }

    @Override
    public void kill(ServerKind kind) {
        throw new TestAbortedException(
                "Servers are not killed in containers; run this test with -D" + PROPERTY + "=embedded");
    }

    @Override
    public void restart(ServerKind kind) {
        throw new TestAbortedException(
                "Servers are not restarted in containers; run this test with -D" + PROPERTY + "=embedded");
    }
}
