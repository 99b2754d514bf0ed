package io.inferloop.tabular.platform.messaging;

import io.inferloop.tabular.platform.observability.TraceHeaders;
import io.inferloop.tabular.schemas.account.Organization;
import io.inferloop.tabular.schemas.topic.SchemaRegistrar;
import io.inferloop.tabular.schemas.topic.Topic;
import io.inferloop.tabular.testsupport.TestServers;
import io.inferloop.tabular.testsupport.TestTopics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.CommonClientConfigs;

/** Messaging on the test's servers, and topics of organizations to try it with. */
public final class TestMessaging implements AutoCloseable {

    private final KafkaClients clients;
    private final AvroCodec codec;
    private final RecordSender sender;
    private final Messaging messaging;

    public TestMessaging() {
        TestServers servers = TestServers.shared();
        this.clients = new KafkaClients(Map.of(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, servers.kafka().bootstrapServers()));
        this.codec = new AvroCodec(registry());
        TraceHeaders untraced = new TraceHeaders(null);
        this.sender = new RecordSender(clients.producer("test"), codec, untraced);
        this.messaging = new Messaging(
                clients,
                codec,
                sender,
                new DeadLetters(sender),
                untraced,
                new SimpleMeterRegistry(),
                Clock.systemUTC());
    }

    static RegistryProperties registry() {
        return new RegistryProperties(
                TestServers.shared().registry().apiUrl(),
                type("io.apicurio.registry.serde.avro.AvroKafkaSerializer"),
                type("io.apicurio.registry.serde.avro.AvroKafkaDeserializer"),
                Map.of());
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T> T type(String name) {
        try {
            return (T) Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    public Messaging messaging() {
        return messaging;
    }

    public KafkaClients clients() {
        return clients;
    }

    public AvroCodec codec() {
        return codec;
    }

    public RecordSender sender() {
        return sender;
    }

    /** A topic with its dead letters and its registered schema. */
    public static Topic<Organization> createTopic(TestTopics topics, String suffix, int partitions)
            throws IOException, InterruptedException {
        Topic<Organization> topic = new Topic<>(
                topics.create(suffix, partitions), "organization", Organization.class, partitions, Map.of(), true);
        topics.create(suffix + ".dlt", 1);
        try (HttpClient http = HttpClient.newHttpClient()) {
            new SchemaRegistrar(http, TestServers.shared().registry().confluentUrl()).register(topic);
        }
        return topic;
    }

    public static Organization organization(String name) {
        return Organization.newBuilder()
                .setOrganizationId(new UUID(7, name.hashCode()))
                .setName(name)
                .setPlan("starter")
                .setPlanRevision(1)
                .setPlanSince(Instant.EPOCH)
                .build();
    }

    @Override
    public void close() {
        sender.close();
        codec.close();
    }
}
