package io.inferloop.tabular.validationworker;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.inferloop.tabular.platform.messaging.AvroCodec;
import io.inferloop.tabular.platform.messaging.KafkaClients;
import io.inferloop.tabular.platform.messaging.RecordSender;
import io.inferloop.tabular.platform.storage.ObjectStore;
import io.inferloop.tabular.platform.storage.StoredObject;
import io.inferloop.tabular.schemas.task.ProfileTask;
import io.inferloop.tabular.schemas.task.TaskDispatch;
import io.inferloop.tabular.schemas.task.TaskEvent;
import io.inferloop.tabular.schemas.task.ValidationTask;
import io.inferloop.tabular.schemas.topic.Topics;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Stands where the orchestrator stands: stores tables, dispatches, listens. */
final class ValidationHarness implements AutoCloseable {

    private static final UUID ORGANIZATION = new UUID(1, 1);

    private final ObjectStore store;
    private final RecordSender sender;
    private final AvroCodec codec;
    private final org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer;
    private final List<TaskEvent> events = new ArrayList<>();

    ValidationHarness(KafkaClients clients, RecordSender sender, AvroCodec codec, ObjectStore store) {
        this.store = store;
        this.sender = sender;
        this.codec = codec;
        this.consumer = clients.assignedConsumer("test-events");
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.TASK_EVENTS.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    UUID dispatch(String real, String synthetic, Map<String, String> columnTypes) throws Exception {
        StoredObject realTable = stored(real);
        StoredObject syntheticTable = stored(synthetic);
        return dispatch(task -> task.setValidation(ValidationTask.newBuilder()
                .setRealKey(realTable.key())
                .setRealSha256(realTable.sha256())
                .setSyntheticKey(syntheticTable.key())
                .setSyntheticSha256(syntheticTable.sha256())
                .setColumnTypes(columnTypes)
                .build()));
    }

    /** @param table null: one that was deleted before */
    UUID dispatchProfile(@Nullable String table) throws Exception {
        StoredObject stored = stored(table == null ? "a\n1\n" : table);
        if (table == null) {
            store.delete(stored.key());
        }
        return dispatch(task -> task.setProfile(ProfileTask.newBuilder()
                .setDatasetKey(stored.key())
                .setDatasetSha256(stored.sha256())
                .build()));
    }

    private UUID dispatch(Consumer<TaskDispatch.Builder> body) throws Exception {
        UUID job = UUID.randomUUID();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        TaskDispatch.Builder dispatch = TaskDispatch.newBuilder()
                .setOrganizationId(ORGANIZATION)
                .setJobId(job)
                .setTask(1)
                .setAttempt(1)
                .setDispatchNo(1)
                .setDispatchedAt(now)
                .setStartBy(now.plus(Duration.ofMinutes(2)))
                .setMemoryBytes(1L << 30)
                .setThreads(1)
                .setOutputPrefix("organizations/%s/jobs/%s/1/".formatted(ORGANIZATION, job));
        body.accept(dispatch);
        sender.send(Topics.DISPATCH_VALIDATION, job.toString(), dispatch.build())
                .get();
        return job;
    }

    List<TaskEvent> eventsOf(UUID job) throws Exception {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(50))) {
            events.add(codec.decode(Topics.TASK_EVENTS, record.value()));
        }
        return events.stream().filter(event -> event.getJobId().equals(job)).toList();
    }

    private StoredObject stored(String csv) throws IOException {
        String key = "organizations/%s/datasets/%s/table.csv".formatted(ORGANIZATION, UUID.randomUUID());
        return store.upload(key, new ByteArrayInputStream(csv.getBytes(UTF_8)), "text/csv", Long.MAX_VALUE);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
