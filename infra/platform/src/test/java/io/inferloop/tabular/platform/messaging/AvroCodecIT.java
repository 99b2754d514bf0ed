package io.inferloop.tabular.platform.messaging;

import static io.inferloop.tabular.platform.messaging.TestMessaging.organization;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inferloop.tabular.platform.failure.RetryableException;
import io.inferloop.tabular.schemas.account.Organization;
import io.inferloop.tabular.schemas.topic.Topic;
import io.inferloop.tabular.testsupport.ServerKind;
import io.inferloop.tabular.testsupport.TestServers;
import io.inferloop.tabular.testsupport.TestTopics;
import io.inferloop.tabular.testsupport.WithServers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.junit.jupiter.api.Test;

@WithServers({ServerKind.KAFKA, ServerKind.REGISTRY})
class AvroCodecIT {

    private final TestServers servers;
    private final TestTopics topics;

    AvroCodecIT(TestServers servers, TestTopics topics) {
        this.servers = servers;
        this.topics = topics;
    }

    @Test
    void writesMagicByteSchemaIdAndAvro() throws Exception {
        Topic<Organization> topic = TestMessaging.createTopic(topics, "wire", 1);
        try (AvroCodec codec = new AvroCodec(TestMessaging.registry())) {
            byte[] bytes = codec.encode(topic, organization("acme"));

            assertThat(bytes[0]).isZero();
            int id = ByteBuffer.wrap(bytes).getInt(1);
            assertThat(schemaOf(id)).contains("\\\"name\\\":\\\"Organization\\\"");
            assertThat(Arrays.copyOfRange(bytes, 5, bytes.length)).isEqualTo(avro(organization("acme")));
            assertThat(codec.decode(topic, bytes)).isEqualTo(organization("acme"));
        }
    }

    @Test
    void saysWhatIsWrongWithBytes() throws Exception {
        Topic<Organization> topic = TestMessaging.createTopic(topics, "wrong", 1);
        try (AvroCodec codec = new AvroCodec(TestMessaging.registry())) {
            byte[] good = codec.encode(topic, organization("acme"));

            undecodable(codec, topic, new byte[] {0, 0}, "2 bytes are too few");
            undecodable(codec, topic, "{\"json\":1}".getBytes(java.nio.charset.StandardCharsets.UTF_8), "0x7b");
            undecodable(codec, topic, new byte[] {0, 0x7f, 0, 0, 1, 2}, "Schema id 2130706433 is unknown");
            undecodable(codec, topic, Arrays.copyOf(good, good.length - 3), "does not read as");
        }
    }

    @Test
    void refusesASchemaThatIsNotRegistered() {
        Topic<Organization> topic =
                new Topic<>(topics.name("unregistered"), "organization", Organization.class, 1, Map.of(), true);
        try (AvroCodec codec = new AvroCodec(TestMessaging.registry())) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> codec.encode(topic, organization("acme")))
                    .withMessageContaining("register the schemas first");
        }
    }

    @Test
    void goesOnWithKnownSchemasWhenTheRegistryIsGone() throws Exception {
        Topic<Organization> known = TestMessaging.createTopic(topics, "known", 1);
        Topic<Organization> later = TestMessaging.createTopic(topics, "later", 1);
        try (AvroCodec codec = new AvroCodec(TestMessaging.registry())) {
            byte[] bytes = codec.encode(known, organization("acme"));
            codec.decode(known, bytes);
            servers.kill(ServerKind.REGISTRY);
            try {
                assertThat(codec.encode(known, organization("acme"))).isEqualTo(bytes);
                assertThat(codec.decode(known, bytes)).isEqualTo(organization("acme"));
                byte[] other = {0, 0x7f, 0, 0, 9, 2};
                assertThatThrownBy(() -> codec.decode(later, other))
                        .isInstanceOf(RetryableException.class)
                        .hasMessageContaining("registry");
            } finally {
                servers.restart(ServerKind.REGISTRY);
            }
        }
    }

    private static void undecodable(AvroCodec codec, Topic<Organization> topic, byte[] bytes, String why) {
        assertThatThrownBy(() -> codec.decode(topic, bytes))
                .isInstanceOf(UndecodableRecordException.class)
                .hasMessageContaining(why);
    }

    private static byte[] avro(Organization value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new SpecificDatumWriter<>(Organization.class).write(value, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    private String schemaOf(int id) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create(servers.registry().confluentUrl() + "/schemas/ids/" + id))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }
}
