package io.inferloop.tabular.validationworker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.inferloop.tabular.platform.messaging.AvroCodec;
import io.inferloop.tabular.platform.messaging.KafkaClients;
import io.inferloop.tabular.platform.messaging.RecordSender;
import io.inferloop.tabular.platform.storage.ObjectStore;
import io.inferloop.tabular.schemas.task.FailureKind;
import io.inferloop.tabular.schemas.task.Output;
import io.inferloop.tabular.schemas.task.TaskEvent;
import io.inferloop.tabular.schemas.task.TaskFailed;
import io.inferloop.tabular.schemas.task.TaskSucceeded;
import io.inferloop.tabular.schemas.topic.SchemaRegistrar;
import io.inferloop.tabular.schemas.topic.TopicProvisioner;
import io.inferloop.tabular.testsupport.ServerKind;
import io.inferloop.tabular.testsupport.TestBucket;
import io.inferloop.tabular.testsupport.TestServers;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"tabular.worker.slots=1", "tabular.worker.heartbeat=200ms"})
class ValidationIT {

    private static final String REAL = table("a", 300);

    private final ObjectStore store;
    private final ValidationHarness harness;

    @Autowired
    ValidationIT(KafkaClients clients, RecordSender sender, AvroCodec codec, ObjectStore store) {
        this.store = store;
        this.harness = new ValidationHarness(clients, sender, codec, store);
    }

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry properties) throws Exception {
        TestServers servers = TestServers.shared();
        servers.start(ServerKind.KAFKA, ServerKind.REGISTRY, ServerKind.S3);
        try (Admin admin = servers.kafka().admin();
                HttpClient http = HttpClient.newHttpClient()) {
            TopicProvisioner provisioner = new TopicProvisioner(admin);
            provisioner.provision();
            provisioner.configureShareGroup("validation-worker");
            new SchemaRegistrar(http, servers.registry().confluentUrl()).registerAll();
        }
        TestBucket bucket = servers.freshBucket();
        properties.add("spring.kafka.bootstrap-servers", () -> servers.kafka().bootstrapServers());
        properties.add("tabular.registry.url", () -> servers.registry().apiUrl());
        properties.add("tabular.storage.endpoint", () -> bucket.server().endpoint());
        properties.add("tabular.storage.region", () -> bucket.server().region());
        properties.add("tabular.storage.access-key", () -> bucket.server().accessKey());
        properties.add("tabular.storage.secret-key", () -> bucket.server().secretKey());
        properties.add("tabular.storage.bucket", bucket::name);
    }

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    void twoTablesBecomeScoresAndAReportInTheObjectStore() throws Exception {
        UUID job = harness.dispatch(REAL, REAL, Map.of());
        TaskSucceeded succeeded = await(job, TaskEvent::getSucceeded);

        assertThat(succeeded.getValidations()).isEqualTo(1);
        assertThat(succeeded.getScores())
                .containsEntry("quality", 1.0)
                .containsEntry("diagnostic", 1.0)
                .containsKeys(
                        "column_pair_trends_real_edges",
                        "baseline_column_pair_trends_real_edges",
                        "holdout_column_pair_trends_real_edges");
        assertThat(succeeded.getOutputs())
                .extracting(Output::getName)
                .containsExactly("validation.json", "report.html");
        JsonNode report = json(succeeded.getOutputs().getFirst());
        assertThat(report.at("/quality/column_shapes/columns/0/metric").asString())
                .isEqualTo("KSComplement");
        assertThat(report.at("/quality/column_pair_trends/pairs/0/score_real_edges")
                        .asDouble())
                .isCloseTo(1, within(1e-12));
        Output page = succeeded.getOutputs().get(1);
        assertThat(page.getContentType()).isEqualTo("text/html; charset=utf-8");
        assertThat(text(page))
                .contains("</html>", job.toString())
                .doesNotContainPattern("(src|href)=\"?(https?:)?//")
                .doesNotContain("<link");
    }

    @Test
    void anOverrideHoldsForBothTables() throws Exception {
        UUID job = harness.dispatch(REAL, REAL, Map.of("n", "categorical"));
        JsonNode report = json(await(job, TaskEvent::getSucceeded).getOutputs().getFirst());

        assertThat(report.at("/quality/column_shapes/columns/0/metric").asString())
                .isEqualTo("TVComplement");
    }

    @Test
    void aSyntheticTableWithoutAColumnIsRejectedByItsName() throws Exception {
        UUID job = harness.dispatch(REAL, "n\n1\n", Map.of());
        TaskFailed failed = await(job, TaskEvent::getFailed);

        assertThat(failed.getKind()).isEqualTo(FailureKind.REJECTED);
        assertThat(failed.getMessage()).contains("'label'");
    }

    @Test
    void aTableBecomesAProfileThatChargesNothing() throws Exception {
        TaskSucceeded succeeded = await(harness.dispatchProfile(REAL), TaskEvent::getSucceeded);

        assertThat(succeeded.getValidations()).isZero();
        assertThat(succeeded.getOutputs()).extracting(Output::getName).containsExactly("profile.json");
        JsonNode profile = json(succeeded.getOutputs().getFirst());
        assertThat(profile.at("/rows").intValue()).isEqualTo(300);
        assertThat(profile.at("/columns/0/type").asString()).isEqualTo("integer");
        assertThat(profile.at("/columns/0/max").doubleValue()).isEqualTo(49);
        assertThat(profile.at("/columns/1/top_values/0/count").intValue()).isEqualTo(60);
        assertThat(profile.at("/correlations/numeric/measure").asString()).isEqualTo("pearson");
    }

    @Test
    void personalDataIsNamedInProfileAndReportAndShownInNeither() throws Exception {
        StringBuilder people = new StringBuilder("contact,plan\n");
        for (int row = 0; row < 300; row++) {
            people.append("anna").append(row).append("@web.de,").append(row % 3).append('\n');
        }
        String others = people.toString().replace("web.de", "example.com");

        String profile = text(await(harness.dispatchProfile(people.toString()), TaskEvent::getSucceeded)
                .getOutputs()
                .getFirst());
        assertThat(profile).contains("\"email\"").doesNotContain("anna");

        UUID job = harness.dispatch(people.toString(), others, Map.of());
        String page = text(await(job, TaskEvent::getSucceeded).getOutputs().get(1));
        assertThat(page).contains("regenerated, not learned. 0.0 %").doesNotContain("anna");
    }

    @Test
    void aProfileOfADatasetThatWasDeletedIsRejectedAndNotTriedAgain() throws Exception {
        TaskFailed failed = await(harness.dispatchProfile(null), TaskEvent::getFailed);

        assertThat(failed.getKind()).isEqualTo(FailureKind.REJECTED);
        assertThat(failed.getCode()).isEqualTo("dataset_deleted");
    }

    private <B> B await(UUID job, Function<TaskEvent, B> body) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> harness.eventsOf(job).stream()
                                .map(body)
                                .filter(Objects::nonNull)
                                .findFirst()
                                .orElse(null),
                        Objects::nonNull);
    }

    private JsonNode json(Output output) throws Exception {
        return JsonMapper.shared().readTree(text(output));
    }

    private String text(Output output) throws Exception {
        try (InputStream bytes = store.open(output.getObjectKey())) {
            return new String(bytes.readAllBytes(), UTF_8);
        }
    }

    private static String table(String label, int rows) {
        StringBuilder csv = new StringBuilder("n,label\n");
        for (int row = 0; row < rows; row++) {
            csv.append(row % 50).append(',').append(label).append(row % 5).append('\n');
        }
        return csv.toString();
    }
}
