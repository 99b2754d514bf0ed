package io.inferloop.tabular.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferloop.tabular.standalone.server.RedisAddress;
import io.inferloop.tabular.standalone.server.RegistryAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Each server is killed as by {@code kill -9} and started again on the same data. */
@WithServers({ServerKind.POSTGRES, ServerKind.KAFKA, ServerKind.REGISTRY, ServerKind.REDIS, ServerKind.S3})
class ServersSurviveIT {

    private final TestServers servers;

    ServersSurviveIT(TestServers servers) {
        this.servers = servers;
    }

    @Test
    void aCommittedRowSurvivesAKilledPostgres(TestDatabase database) throws Exception {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE kept (value text)");
            statement.execute("INSERT INTO kept VALUES ('a row')");
        }

        servers.kill(ServerKind.POSTGRES);
        servers.restart(ServerKind.POSTGRES);

        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT value, current_setting('fsync') FROM kept")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("a row");
            assertThat(rows.getString(2)).isEqualTo("on");
        }
    }

    @Test
    void anAcknowledgedRecordSurvivesAKilledKafka(TestTopics topics) throws Exception {
        String topic = topics.create("kept", 1);
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", topics.cluster().bootstrapServers(), "acks", "all"),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, "key", "a record")).get();
        }

        servers.kill(ServerKind.KAFKA);
        servers.restart(ServerKind.KAFKA);

        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", topics.cluster().bootstrapServers()),
                new StringDeserializer(),
                new StringDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            List<ConsumerRecord<String, String>> records = Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> consumer.poll(Duration.ofSeconds(1)).records(partition), found -> !found.isEmpty());
            assertThat(records).extracting(ConsumerRecord::value).containsExactly("a record");
        }
    }

    @Test
    void aSchemaKeepsItsIdWhenTheRegistryIsKilled(RegistryAddress registry) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest register = HttpRequest.newBuilder(
                            URI.create(registry.confluentUrl() + "/subjects/kept-value/versions"))
                    .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"schema\":\"\\\"string\\\"\"}"))
                    .build();
            String first =
                    http.send(register, HttpResponse.BodyHandlers.ofString()).body();
            assertThat(first).contains("\"id\":");

            servers.kill(ServerKind.REGISTRY);
            servers.restart(ServerKind.REGISTRY);

            HttpRequest read = HttpRequest.newBuilder(
                            URI.create(registry.confluentUrl() + "/subjects/kept-value/versions/1"))
                    .build();
            HttpResponse<String> found = http.send(read, HttpResponse.BodyHandlers.ofString());
            assertThat(found.statusCode()).isEqualTo(200);
            assertThat(http.send(register, HttpResponse.BodyHandlers.ofString()).body())
                    .isEqualTo(first);
        }
    }

    @Test
    void anObjectSurvivesAKilledS3Server(TestBucket bucket) throws Exception {
        String path = "/" + bucket.name() + "/folder/object.csv";
        assertThat(bucket.server()
                        .send("PUT", path, "a,b".getBytes(StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(200);

        servers.kill(ServerKind.S3);
        servers.restart(ServerKind.S3);

        assertThat(bucket.server().send("GET", path, new byte[0]).body())
                .asString()
                .isEqualTo("a,b");
    }

    @Test
    void aCounterSurvivesAKilledRedis(RedisAddress redis) throws Exception {
        assertThat(redis.send("INCR kept")).isEqualTo(":1");

        servers.kill(ServerKind.REDIS);
        servers.restart(ServerKind.REDIS);

        assertThat(redis.send("INCR kept")).isEqualTo(":2");
    }
}
