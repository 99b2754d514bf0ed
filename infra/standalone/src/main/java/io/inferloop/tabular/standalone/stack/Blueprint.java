package io.inferloop.tabular.standalone.stack;

import io.inferloop.tabular.standalone.process.ArchivedProgram;
import io.inferloop.tabular.standalone.process.Program;
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
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The programs of a stack, with every address and secret that they share. */
final class Blueprint {

    private static final String HOST = "127.0.0.1";
    private static final String ACCOUNT = "tabular";

    private final StackFolder folder;
    private final StackSettings settings;
    private final Secrets secrets;
    private final Path repository;
    private final PostgresAddress postgres;
    private final RedisAddress redis;
    private final S3Address s3;
    private final KafkaAddress kafka;
    private final RegistryAddress registry;

    Blueprint(StackFolder folder, StackSettings settings, Secrets secrets, Path repository) throws IOException {
        this.folder = folder;
        this.settings = settings;
        this.secrets = secrets;
        this.repository = repository;
        StackPorts ports = settings.ports();
        postgres = new PostgresAddress(HOST, ports.postgres(), ACCOUNT, secrets.postgresPassword());
        redis = new RedisAddress(HOST, ports.redis(), secrets.redisPassword());
        s3 = new S3Address(http(ports.s3()), "us-east-1", ACCOUNT, secrets.objectStoreKey());
        kafka = new KafkaAddress(HOST + ":" + ports.kafka());
        registry = new RegistryAddress(http(ports.registry()));
    }

    private static URI http(int port) {
        return URI.create("http://" + HOST + ":" + port);
    }

    URI gateway() {
        return http(settings.ports().gateway());
    }

    Map<String, Map<String, String>> connections() {
        return Map.of(
                "postgres",
                Map.of(
                        "url", postgres.jdbcUrl(Provisioning.DATABASE),
                        "user", postgres.user(),
                        "password", postgres.password()),
                "redis",
                Map.of("url", redis.uri(), "password", redis.password()),
                "s3",
                Map.of(
                        "endpoint", s3.endpoint().toString(),
                        "bucket", Provisioning.BUCKET,
                        "access_key", s3.accessKey(),
                        "secret_key", s3.secretKey()),
                "kafka",
                Map.of("bootstrap_servers", kafka.bootstrapServers()),
                "registry",
                Map.of(
                        "api", registry.apiUrl().toString(),
                        "confluent_api", registry.confluentUrl().toString()));
    }

    /** In no order: none needs another. */
    List<Program> servers() {
        StackPorts ports = settings.ports();
        return List.of(
                archived(new KafkaServer(
                        kafka, ports.kafka(), ports.kafkaController(), folder.data("kafka"), folder.log("kafka"))),
                archived(new RegistryServer(
                        registry, ports.registryManagement(), folder.data("registry"), folder.log("registry"))),
                new PostgresServer(postgres, folder.data("postgres"), folder.log("postgres")),
                archived(new S3Server(s3, folder.data("s3"), folder.log("s3"))),
                new RedisServer(redis, folder.data("redis"), folder.log("redis")));
    }

    /** They need every server and everything provisioned, but not each other. */
    List<Program> services() {
        return Arrays.stream(Service.values()).map(this::service).toList();
    }

    private Program service(Service service) {
        String name = service.module();
        return archived(new ServiceProgram(
                service,
                settings.ports().service(service),
                repository,
                builtFolder(),
                folder.data(name),
                folder.configuration().resolve(name + ".properties"),
                folder.log(name),
                properties(service)));
    }

    private Program archived(Program program) {
        return ArchivedProgram.of(program, builtFolder(), folder.data(program.name()));
    }

    /** A folder of the build's, for what is made at run time of what it built. */
    private Path builtFolder() {
        return repository.resolve(Path.of("infra", "standalone", "target", "services"));
    }

    private Map<String, String> properties(Service service) {
        Map<String, String> all = new HashMap<>(Map.ofEntries(
                Map.entry("server.address", HOST),
                Map.entry("server.port", Integer.toString(settings.ports().service(service))),
                Map.entry("spring.kafka.bootstrap-servers", kafka.bootstrapServers()),
                Map.entry("tabular.registry.url", registry.apiUrl().toString()),
                Map.entry("tabular.storage.endpoint", s3.endpoint().toString()),
                Map.entry("tabular.storage.region", s3.region()),
                Map.entry("tabular.storage.bucket", Provisioning.BUCKET),
                Map.entry("tabular.storage.access-key", s3.accessKey()),
                Map.entry("tabular.storage.secret-key", s3.secretKey()),
                Map.entry("tabular.storage.path-style", "true")));
        switch (service) {
            case API_GATEWAY -> {
                all.putAll(database());
                all.put("tabular.redis.address", redis.uri());
                all.put("tabular.redis.password", redis.password());
                all.put(
                        "tabular.signing.private-key-file",
                        folder.secrets().resolve("gateway-signing.jwk").toString());
                all.put("tabular.bootstrap.organization-name", "demo");
                all.put(
                        "tabular.bootstrap.organization-id",
                        settings.organizationId().toString());
                all.put("tabular.bootstrap.plan", settings.plan());
                all.put("tabular.bootstrap.api-key-file", secrets.apiKeyFile().toString());
            }
            case JOB_ORCHESTRATOR -> all.putAll(database());
            case BILLING_AGGREGATOR -> {
                all.putAll(database());
                all.put(
                        "spring.kafka.streams.state-dir",
                        folder.data(service.module()).resolve("streams").toString());
            }
            case SYNTH_WORKER, VALIDATION_WORKER ->
                all.put(
                        "tabular.worker.scratch-dir",
                        folder.data(service.module()).resolve("tasks").toString());
        }
        return all;
    }

    private Map<String, String> database() {
        return Map.of(
                "spring.datasource.url", postgres.jdbcUrl(Provisioning.DATABASE),
                "spring.datasource.username", postgres.user(),
                "spring.datasource.password", postgres.password());
    }
}
