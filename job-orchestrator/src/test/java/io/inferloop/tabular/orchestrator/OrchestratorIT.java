package io.inferloop.tabular.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.inferloop.tabular.platform.messaging.AvroCodec;
import io.inferloop.tabular.platform.messaging.KafkaClients;
import io.inferloop.tabular.platform.messaging.OutboundRecord;
import io.inferloop.tabular.platform.messaging.RecordSender;
import io.inferloop.tabular.platform.messaging.UndecodableRecordException;
import io.inferloop.tabular.platform.security.CommandSignature;
import io.inferloop.tabular.schemas.account.Organization;
import io.inferloop.tabular.schemas.account.ProducerKey;
import io.inferloop.tabular.schemas.billing.BillingEvent;
import io.inferloop.tabular.schemas.dataset.Dataset;
import io.inferloop.tabular.schemas.job.CancelJob;
import io.inferloop.tabular.schemas.job.GenerationSpec;
import io.inferloop.tabular.schemas.job.JobChanged;
import io.inferloop.tabular.schemas.job.JobCommand;
import io.inferloop.tabular.schemas.job.JobState;
import io.inferloop.tabular.schemas.job.SubmitJob;
import io.inferloop.tabular.schemas.task.Output;
import io.inferloop.tabular.schemas.task.Progress;
import io.inferloop.tabular.schemas.task.TaskDispatch;
import io.inferloop.tabular.schemas.task.TaskEvent;
import io.inferloop.tabular.schemas.task.TaskHeartbeat;
import io.inferloop.tabular.schemas.task.TaskStarted;
import io.inferloop.tabular.schemas.task.TaskSucceeded;
import io.inferloop.tabular.schemas.topic.SchemaRegistrar;
import io.inferloop.tabular.schemas.topic.Topic;
import io.inferloop.tabular.schemas.topic.TopicProvisioner;
import io.inferloop.tabular.schemas.topic.Topics;
import io.inferloop.tabular.testsupport.ServerKind;
import io.inferloop.tabular.testsupport.TestServers;
import java.io.IOException;
import java.math.BigInteger;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Through the front door: signed commands in on Kafka, a worker that exists on the topics alone, events and usage out. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "tabular.orchestrator.consume.patience=1s")
@DirtiesContext
class OrchestratorIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final CommandSignature GATEWAY = signature();

    @Autowired
    private RecordSender sender;

    @Autowired
    private AvroCodec codec;

    @Autowired
    private KafkaClients clients;

    private final UUID organization = UUID.randomUUID();
    private final UUID dataset = UUID.randomUUID();

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry properties) throws Exception {
        var servers = TestServers.shared();
        servers.start(ServerKind.POSTGRES, ServerKind.KAFKA, ServerKind.REGISTRY);
        try (var admin = servers.kafka().admin();
                var http = HttpClient.newHttpClient()) {
            new TopicProvisioner(admin).provision();
            new SchemaRegistrar(http, servers.registry().confluentUrl()).registerAll();
        }
        var database = servers.freshDatabase();
        properties.add("spring.datasource.url", database::jdbcUrl);
        properties.add("spring.datasource.username", database::user);
        properties.add("spring.datasource.password", database::password);
        properties.add("spring.kafka.bootstrap-servers", () -> servers.kafka().bootstrapServers());
        properties.add("tabular.registry.url", () -> servers.registry().apiUrl());
    }

    @BeforeEach
    void announce() {
        send(Topics.PRODUCER_KEYS, GATEWAY.keyId(), key(GATEWAY, null));
        send(Topics.ORGANIZATIONS, organization.toString(), announced("professional"));
        send(Topics.DATASETS, dataset.toString(), table());
        sentinel();
    }

    @Test
    void bringsAJobFromItsCommandToItsUsage() {
        UUID job = UUID.randomUUID();
        submit(GATEWAY, job, dataset);

        TaskDispatch dispatch = awaitFirst(
                Topics.DISPATCH_SYNTHESIS_CPU, each -> each.getJobId().equals(job));
        assertThat(dispatch.getOrganizationId()).isEqualTo(organization);
        assertThat(dispatch.getSynthesis().getDatasetKey()).isEqualTo(table().getObjectKey());
        assertThat(dispatch.getThreads()).isEqualTo(2);

        UUID run = UUID.randomUUID();
        send(Topics.TASK_EVENTS, job.toString(), event(dispatch, run, each -> each.setStarted(new TaskStarted("cpu"))));
        var progress = new Progress("fit", 5L, 10L, "epoch 5", 900L);
        send(
                Topics.TASK_EVENTS,
                job.toString(),
                event(dispatch, run, each -> each.setHeartbeat(new TaskHeartbeat(progress))));
        JobChanged running =
                awaitFirst(Topics.JOB_EVENTS, each -> each.getJobId().equals(job) && each.getProgress() != null);
        assertThat(running.getState()).isEqualTo(JobState.RUNNING);

        send(Topics.TASK_EVENTS, job.toString(), event(dispatch, run, OrchestratorIT::succeed));
        JobChanged done = awaitFirst(
                Topics.JOB_EVENTS, each -> each.getJobId().equals(job) && each.getState() == JobState.SUCCEEDED);
        assertThat(done.getOutputs()).singleElement().extracting("name").isEqualTo("synthetic.csv");
        assertThat(done.getStateTimes()).containsKeys("queued", "dispatched", "running", "succeeded");
        assertThat(done.getSpecJson()).contains("\"rows\":1000").doesNotContain("organizations/");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(all(Topics.USAGE).stream()
                                .filter(each -> each.getOrganizationId().equals(organization))
                                .map(BillingEvent::getId))
                        .containsExactly(job + ":rows_generated", job + ":cpu_seconds"));
        assertThat(all(Topics.JOB_EVENTS).stream()
                        .filter(each -> each.getJobId().equals(job))
                        .map(JobChanged::getSequence))
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void letsNobodyCommandForAnOrganizationWhoseKeyIsNotTheirs() throws Exception {
        CommandSignature stranger = signature();
        send(Topics.PRODUCER_KEYS, stranger.keyId(), key(stranger, UUID.randomUUID()));
        sentinel();
        UUID job = UUID.randomUUID();

        submit(stranger, job, dataset);

        await().atMost(PATIENCE)
                .until(() -> raw(Topics.JOB_COMMANDS.deadLetterName()).stream()
                        .anyMatch(record -> record.key().endsWith(job.toString())));
        var letter = raw(Topics.JOB_COMMANDS.deadLetterName()).stream()
                .filter(record -> record.key().endsWith(job.toString()))
                .findFirst()
                .orElseThrow();
        assertThat(new String(letter.headers().lastHeader("dlt-reason").value(), StandardCharsets.UTF_8))
                .contains("may not sign for organization " + organization);
        assertThat(letter.headers().lastHeader(CommandSignature.HEADER)).isNull();
        sentinel();
        assertThat(all(Topics.JOB_EVENTS)).noneMatch(each -> each.getJobId().equals(job));
    }

    @Test
    void rejectsACommandWhoseDatasetNeverComes() {
        UUID job = UUID.randomUUID();

        submit(GATEWAY, job, UUID.randomUUID());

        JobChanged rejected =
                awaitFirst(Topics.JOB_EVENTS, each -> each.getJobId().equals(job));
        assertThat(rejected.getState()).isEqualTo(JobState.REJECTED);
        assertThat(rejected.getFailure().getCode()).isEqualTo("dataset_not_found");
    }

    /** A submission and its cancellation that have come through: everything announced before is known as well. */
    private void sentinel() {
        UUID job = UUID.randomUUID();
        await().atMost(PATIENCE).until(() -> {
            sendCommand(GATEWAY, job, command -> command.setCancel(new CancelJob(null)));
            submit(GATEWAY, job, dataset);
            return all(Topics.JOB_EVENTS).stream()
                    .anyMatch(each -> each.getJobId().equals(job) && each.getState() == JobState.CANCELLED);
        });
    }

    private void submit(CommandSignature signer, UUID job, UUID table) {
        var spec = GenerationSpec.newBuilder()
                .setDatasetId(table)
                .setAlgorithm("gaussian_copula")
                .setRows(1_000)
                .build();
        sendCommand(
                signer,
                job,
                command -> command.setSubmit(
                        SubmitJob.newBuilder().setGeneration(spec).build()));
    }

    private void sendCommand(CommandSignature signer, UUID job, java.util.function.Consumer<JobCommand.Builder> body) {
        UUID id = UUID.randomUUID();
        var builder = JobCommand.newBuilder().setCommandId(id).setJobId(job).setIssuedAt(Instant.now());
        body.accept(builder);
        byte[] value = codec.encode(Topics.JOB_COMMANDS, builder.build());
        byte[] jws = signer.sign(organization, id, value).getBytes(StandardCharsets.UTF_8);
        sender.send(new OutboundRecord(
                        Topics.JOB_COMMANDS.name(),
                        organization + "|" + job,
                        value,
                        Map.of(CommandSignature.HEADER, jws)))
                .join();
    }

    private <V extends SpecificRecord> void send(Topic<V> topic, String key, V value) {
        sender.send(topic, key, value).join();
    }

    private <V extends SpecificRecord> V awaitFirst(Topic<V> topic, java.util.function.Predicate<V> wanted) {
        return await().atMost(PATIENCE)
                .until(() -> all(topic).stream().filter(wanted).findFirst(), java.util.Optional::isPresent)
                .orElseThrow();
    }

    private <V extends SpecificRecord> List<V> all(Topic<V> topic) {
        return raw(topic.name()).stream()
                .map(record -> decode(topic, record.value()))
                .toList();
    }

    private <V extends SpecificRecord> V decode(Topic<V> topic, byte[] value) {
        try {
            return codec.decode(topic, value);
        } catch (UndecodableRecordException e) {
            throw new AssertionError(e);
        }
    }

    /** The whole topic as it is now. */
    private List<ConsumerRecord<String, byte[]>> raw(String topic) {
        var records = new ArrayList<ConsumerRecord<String, byte[]>>();
        try (Consumer<String, byte[]> consumer = clients.assignedConsumer("look-" + UUID.randomUUID())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(each -> new TopicPartition(each.topic(), each.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    private static TaskEvent event(
            TaskDispatch dispatch, UUID run, java.util.function.Consumer<TaskEvent.Builder> body) {
        var builder = TaskEvent.newBuilder()
                .setOrganizationId(dispatch.getOrganizationId())
                .setJobId(dispatch.getJobId())
                .setTask(dispatch.getTask())
                .setAttempt(dispatch.getAttempt())
                .setDispatchNo(dispatch.getDispatchNo())
                .setRunId(run)
                .setWorkerId("a-worker")
                .setOccurredAt(Instant.now());
        body.accept(builder);
        return builder.build();
    }

    private static void succeed(TaskEvent.Builder event) {
        event.setSucceeded(TaskSucceeded.newBuilder()
                .setOutputs(List.of(new Output("synthetic.csv", "key", "text/csv", 9L, "ab", 1_000L)))
                .setRowsGenerated(1_000)
                .setCpuMillis(1_500)
                .build());
    }

    private Organization announced(String plan) {
        return new Organization(organization, "Acme", plan, 1L, Instant.EPOCH, "UTC", "USD");
    }

    private Dataset table() {
        var objectKey = "organizations/%s/datasets/%s/table.csv".formatted(organization, dataset);
        return new Dataset(
                organization, dataset, "adult", objectKey, "ab", 9L, 3L, List.of("age"), Instant.EPOCH, "csv");
    }

    private static ProducerKey key(CommandSignature signer, @Nullable UUID owner) {
        return new ProducerKey(signer.keyId(), owner, signer.publicJwk(), Instant.EPOCH, null);
    }

    /** With a new key, as the launcher makes one. */
    private static CommandSignature signature() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            var pair = generator.generateKeyPair();
            var point = ((ECPublicKey) pair.getPublic()).getW();
            Path jwk = Files.createTempFile("signing", ".jwk");
            Files.writeString(
                    jwk,
                    "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"%s\",\"y\":\"%s\",\"d\":\"%s\"}"
                            .formatted(
                                    coordinate(point.getAffineX()),
                                    coordinate(point.getAffineY()),
                                    coordinate(((ECPrivateKey) pair.getPrivate()).getS())));
            var signature = CommandSignature.fromFile(jwk);
            Files.delete(jwk);
            return signature;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** 32 bytes, big-endian. */
    private static String coordinate(BigInteger number) {
        byte[] signed = number.toByteArray();
        byte[] bytes = new byte[32];
        int length = Math.min(signed.length, bytes.length);
        System.arraycopy(signed, signed.length - length, bytes, bytes.length - length, length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
