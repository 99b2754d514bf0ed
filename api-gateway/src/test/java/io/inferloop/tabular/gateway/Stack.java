package io.inferloop.tabular.gateway;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.inferloop.tabular.schemas.topic.SchemaRegistrar;
import io.inferloop.tabular.schemas.topic.TopicProvisioner;
import io.inferloop.tabular.testsupport.ServerKind;
import io.inferloop.tabular.testsupport.TestBucket;
import io.inferloop.tabular.testsupport.TestDatabase;
import io.inferloop.tabular.testsupport.TestServers;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.test.context.DynamicPropertyRegistry;

/** The servers that the gateway needs, provisioned as a launcher does it, and the configuration that names them. */
final class Stack {

    static final UUID ORGANIZATION = UUID.fromString("0197a000-0000-7000-8000-000000000001");
    static final String KEY = "tab_" + "A".repeat(43);

    private Stack() {}

    static void configure(DynamicPropertyRegistry properties) {
        TestServers servers = TestServers.shared();
        servers.start(ServerKind.POSTGRES, ServerKind.KAFKA, ServerKind.REGISTRY, ServerKind.REDIS, ServerKind.S3);
        TestDatabase database = servers.freshDatabase();
        TestBucket bucket = servers.freshBucket();
        provision(servers);
        properties.add("spring.datasource.url", database::jdbcUrl);
        properties.add("spring.datasource.username", database::user);
        properties.add("spring.datasource.password", database::password);
        properties.add("spring.kafka.bootstrap-servers", () -> servers.kafka().bootstrapServers());
        properties.add("tabular.registry.url", () -> servers.registry().apiUrl());
        properties.add(
                "tabular.redis.address",
                () -> "redis://%s:%d"
                        .formatted(servers.redis().host(), servers.redis().port()));
        properties.add("tabular.redis.password", () -> servers.redis().password());
        properties.add("tabular.storage.endpoint", () -> bucket.server().endpoint());
        properties.add("tabular.storage.region", () -> bucket.server().region());
        properties.add("tabular.storage.bucket", bucket::name);
        properties.add("tabular.storage.access-key", () -> bucket.server().accessKey());
        properties.add("tabular.storage.secret-key", () -> bucket.server().secretKey());
        properties.add("tabular.bootstrap.organization-id", ORGANIZATION::toString);
        properties.add("tabular.bootstrap.organization-name", () -> "Front Door Inc.");
        properties.add("tabular.bootstrap.plan", () -> "enterprise");
        properties.add("tabular.bootstrap.api-key-file", () -> file("api.key", KEY));
        properties.add("tabular.signing.private-key-file", () -> file("signing.jwk", signingKey()));
        properties.add("tabular.submissions.confirm-within", () -> "2s");
        properties.add("tabular.submissions.sweep-every", () -> "500ms");
        properties.add("tabular.retention.sweep-every", () -> "300ms");
        properties.add("tabular.retention.settle", () -> "0s");
        properties.add("tabular.uploads.part", () -> "5MB");
        properties.add("tabular.streams.most-per-organization", () -> "20");
        properties.add("tabular.streams.heartbeat", () -> "300ms");
        properties.add("tabular.streams.look-every", () -> "200ms");
    }

    /** Everything that lies on the topic under the key, in order. */
    static List<ConsumerRecord<String, byte[]>> records(String topic, String key) {
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", TestServers.shared().kafka().bootstrapServers()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(it -> new TopicPartition(it.topic(), it.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                    if (record.key().equals(key)) {
                        found.add(record);
                    }
                });
            }
            return found;
        }
    }

    private static void provision(TestServers servers) {
        try (Admin admin = servers.kafka().admin();
                HttpClient http = HttpClient.newHttpClient()) {
            new TopicProvisioner(admin).provision();
            new SchemaRegistrar(http, servers.registry().confluentUrl()).registerAll();
        } catch (IOException e) {
            throw new IllegalStateException("The registry takes no schemas", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the stack was provisioned", e);
        }
    }

    private static String signingKey() {
        try {
            return new ECKeyGenerator(Curve.P_256).generate().toJSONString();
        } catch (JOSEException e) {
            throw new IllegalStateException("No signing key for the test", e);
        }
    }

    private static Path file(String name, String content) {
        try {
            Path folder = Files.createDirectories(Path.of("target", "gateway-test"));
            return Files.writeString(folder.resolve(name), content).toAbsolutePath();
        } catch (IOException e) {
            throw new IllegalStateException("No file for the test", e);
        }
    }
}
