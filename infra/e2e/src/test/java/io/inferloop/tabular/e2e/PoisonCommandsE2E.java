package io.inferloop.tabular.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEException;
import io.inferloop.tabular.schemas.job.GenerationSpec;
import io.inferloop.tabular.schemas.job.JobCommand;
import io.inferloop.tabular.schemas.job.SubmitJob;
import io.inferloop.tabular.schemas.topic.Topics;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What a customer's producer may put on the command topic by mistake or by malice, between commands that are good. */
@ExtendWith(SharedStack.class)
class PoisonCommandsE2E {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static RunningStack stack;
    private static GatewayClient client;

    /** A record as it is put on the topic, and what its dead letter must say. */
    private record Poison(
            String key, byte[] value, @Nullable String signature, String reason) {}

    @BeforeAll
    static void find(RunningStack shared) throws IOException, InterruptedException {
        stack = shared;
        client = shared.client();
    }

    @Test
    void poisonGoesToTheDeadLettersAloneAndGoodCommandsBesideItAreCarriedOut()
            throws IOException, InterruptedException, JOSEException, ExecutionException, NoSuchAlgorithmException {
        UUID organization = stack.organization();
        UUID dataset = client.upload("penguins", Penguins.csv());
        String kafka = stack.connection("kafka", "bootstrap_servers");
        String registry = stack.connection("registry", "api");
        JobCommand first = generation(dataset);
        JobCommand last = generation(dataset);
        List<Poison> poison;
        try (CustomersProducer producer = new CustomersProducer(kafka, registry);
                CustomersProducer stranger = new CustomersProducer(kafka, registry)) {
            client.post("/v1/producer-keys", Map.of("public_jwk", producer.publicJwk()), 201);
            poison = poison(organization, dataset, producer, stranger);
            producer.send(organization, first);
            for (Poison bad : poison) {
                producer.put(bad.key(), bad.value(), bad.signature());
            }
            producer.send(organization, last);
        }

        assertThat(awaitEnd(first.getJobId())).isEqualTo("succeeded");
        assertThat(awaitEnd(last.getJobId())).isEqualTo("succeeded");
        for (Poison bad : poison) {
            ConsumerRecord<String, byte[]> letter = awaitDeadLetter(kafka, bad);
            assertThat(header(letter, "dlt-reason")).containsIgnoringCase(bad.reason());
            assertThat(header(letter, "dlt-original-topic")).isEqualTo(Topics.JOB_COMMANDS.name());
            assertThat(header(letter, "dlt-original-offset")).matches("\\d+");
            assertThat(letter.headers().lastHeader("tabular-signature")).isNull();
            assertThat(letter.value()).isEqualTo(bad.value());
            UUID job = UUID.fromString(bad.key().substring(bad.key().indexOf('|') + 1));
            assertThat(client.send("GET", "/v1/jobs/" + job, BodyPublishers.noBody())
                            .statusCode())
                    .as("the job of '%s'", bad.reason())
                    .isEqualTo(404);
        }
    }

    @Test
    void aCommandThatNamesAnothersDatasetIsRejectedWithTheReason()
            throws IOException, InterruptedException, JOSEException, ExecutionException, NoSuchAlgorithmException {
        JobCommand command = generation(UUID.randomUUID());
        try (CustomersProducer producer = new CustomersProducer(
                stack.connection("kafka", "bootstrap_servers"), stack.connection("registry", "api"))) {
            client.post("/v1/producer-keys", Map.of("public_jwk", producer.publicJwk()), 201);
            producer.send(stack.organization(), command);
        }

        assertThat(awaitEnd(command.getJobId())).isEqualTo("rejected");
        assertThat(client.job(command.getJobId()).at("/failure/message").asString())
                .contains(command.getSubmit().getGeneration().getDatasetId().toString());
    }

    private static List<Poison> poison(
            UUID organization, UUID dataset, CustomersProducer producer, CustomersProducer stranger)
            throws JOSEException, NoSuchAlgorithmException {
        byte[] good = producer.encode(generation(dataset));
        byte[] unknownSchema = ByteBuffer.wrap(good.clone()).putInt(1, 987_654).array();
        byte[] cut = ByteBuffer.allocate(good.length / 2)
                .put(good, 0, good.length / 2)
                .array();
        JobCommand unsigned = generation(dataset);
        JobCommand forged = generation(dataset);
        JobCommand elsewhere = generation(dataset);
        JobCommand replaced = generation(dataset);
        UUID other = UUID.randomUUID();
        return List.of(
                new Poison(key(organization), "no record".getBytes(StandardCharsets.UTF_8), null, "magic"),
                new Poison(key(organization), new byte[0], null, "too few"),
                new Poison(key(organization), unknownSchema, null, "987654"),
                new Poison(key(organization), cut, null, ""),
                new Poison(key(organization, unsigned), producer.encode(unsigned), null, "signature"),
                new Poison(key(organization, unsigned), producer.encode(unsigned), "not.a.jws", "signature"),
                new Poison(
                        key(organization, forged),
                        stranger.encode(forged),
                        stranger.sign(organization, forged.getCommandId(), stranger.encode(forged)),
                        "key"),
                new Poison(
                        key(other, elsewhere),
                        producer.encode(elsewhere),
                        producer.sign(other, elsewhere.getCommandId(), producer.encode(elsewhere)),
                        "organization"),
                new Poison(
                        key(organization, replaced),
                        producer.encode(replaced),
                        producer.sign(organization, replaced.getCommandId(), good),
                        "other bytes"));
    }

    private static String key(UUID organization) {
        return organization + "|" + UUID.randomUUID();
    }

    private static String key(UUID organization, JobCommand command) {
        return organization + "|" + command.getJobId();
    }

    private static ConsumerRecord<String, byte[]> awaitDeadLetter(String kafka, Poison bad) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .until(
                        () -> DeadLetters.of(kafka, Topics.JOB_COMMANDS.name()).stream()
                                .filter(letter -> bad.key().equals(letter.key())
                                        && java.util.Arrays.equals(bad.value(), letter.value()))
                                .toList(),
                        letters -> !letters.isEmpty())
                .getFirst();
    }

    private static String awaitEnd(UUID job) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptionsMatching(missing -> missing instanceof AssertionError)
                .until(
                        () -> {
                            JsonNode found = client.awaitEnd(job, Duration.ofSeconds(20));
                            return found.get("state").asString();
                        },
                        List.of("succeeded", "rejected", "failed")::contains);
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static JobCommand generation(UUID dataset) {
        return JobCommand.newBuilder()
                .setCommandId(UUID.randomUUID())
                .setJobId(UUID.randomUUID())
                .setIssuedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .setSubmit(SubmitJob.newBuilder()
                        .setGeneration(GenerationSpec.newBuilder()
                                .setDatasetId(dataset)
                                .setAlgorithm("gaussian_copula")
                                .setRows(100)
                                .build())
                        .build())
                .build();
    }
}
