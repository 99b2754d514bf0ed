package io.inferloop.tabular.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferloop.tabular.platform.messaging.AvroCodec;
import io.inferloop.tabular.platform.messaging.RecordSender;
import io.inferloop.tabular.platform.security.CommandSignature;
import io.inferloop.tabular.platform.security.CommandVerifier;
import io.inferloop.tabular.platform.security.ProducerKeys;
import io.inferloop.tabular.schemas.account.ProducerKey;
import io.inferloop.tabular.schemas.job.JobChanged;
import io.inferloop.tabular.schemas.job.JobCommand;
import io.inferloop.tabular.schemas.job.JobState;
import io.inferloop.tabular.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

class CommandsIT extends GatewayOnRealServers {

    @Autowired
    AvroCodec codec;

    @Autowired
    RecordSender sender;

    @Autowired
    CommandSignature signature;

    @Autowired
    Environment environment;

    @Test
    void aCommandIsSignedForItsOrganizationAndSentAgainUntilAnEventComesBack() throws Exception {
        String id = door().post("/v1/jobs", FrontDoor.job(door().dataset())).text("/id");

        List<ConsumerRecord<String, byte[]>> twice = commands(Stack.ORGANIZATION + "|" + id, 2);

        JobCommand first = codec.decode(Topics.JOB_COMMANDS, twice.getFirst().value());
        assertThat(first.getSubmit().getGeneration().getDataset().getObjectKey())
                .contains(Stack.ORGANIZATION.toString());
        assertThat(first.getSubmit().getPlanRevision()).isEqualTo(1);
        ProducerKeys keys = new ProducerKeys();
        keys.put(ProducerKey.newBuilder()
                .setKeyId(signature.keyId())
                .setPublicJwk(signature.publicJwk())
                .setValidFrom(Instant.EPOCH)
                .build());
        for (ConsumerRecord<String, byte[]> record : twice) {
            String jws = new String(
                    record.headers().lastHeader(CommandSignature.HEADER).value(), StandardCharsets.US_ASCII);
            JobCommand command = codec.decode(Topics.JOB_COMMANDS, record.value());
            assertThat(command.getCommandId()).isEqualTo(first.getCommandId());
            assertThat(new CommandVerifier(keys)
                            .verify(
                                    jws,
                                    record.value(),
                                    command.getCommandId(),
                                    Instant.ofEpochMilli(record.timestamp()))
                            .organizationId())
                    .isEqualTo(Stack.ORGANIZATION);
        }

        sender.send(Topics.JOB_EVENTS, Stack.ORGANIZATION + "|" + id, event(id)).get();
        Awaitility.await()
                .until(() -> jdbc.sql("SELECT command IS NULL FROM job WHERE id = ?")
                        .param(UUID.fromString(id))
                        .query(Boolean.class)
                        .single());
    }

    @Test
    void cancellingSendsOneCommandHoweverOftenItIsAsked() throws Exception {
        String id = door().post("/v1/jobs", FrontDoor.job(door().dataset())).text("/id");
        door().post("/v1/jobs/" + id + "/cancel", "").expect(202);
        door().post("/v1/jobs/" + id + "/cancel", "").expect(202);

        List<UUID> cancels = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : commands(Stack.ORGANIZATION + "|" + id, 3)) {
            JobCommand command = codec.decode(Topics.JOB_COMMANDS, record.value());
            if (command.getCancel() != null) {
                cancels.add(command.getCommandId());
            }
        }
        assertThat(cancels).hasSizeGreaterThanOrEqualTo(1);
        assertThat(cancels.stream().distinct()).hasSize(1);
    }

    private static JobChanged event(String id) {
        return JobChanged.newBuilder()
                .setOrganizationId(Stack.ORGANIZATION)
                .setJobId(UUID.fromString(id))
                .setSequence(1)
                .setOccurredAt(Instant.now())
                .setState(JobState.QUEUED)
                .setType("generation")
                .setSpecJson("{}")
                .setAttempt(1)
                .setTask(0)
                .setTasks(1)
                .setCreatedAt(Instant.now())
                .setStateTimes(Map.of("queued", Instant.now()))
                .build();
    }

    private List<ConsumerRecord<String, byte[]>> commands(String key, int count) {
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", environment.getRequiredProperty("spring.kafka.bootstrap-servers")),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.JOB_COMMANDS.name()).stream()
                    .map(it -> new TopicPartition(it.topic(), it.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (record.key().equals(key)) {
                        found.add(record);
                    }
                });
                return found.size() >= count;
            });
            return found;
        }
    }
}
