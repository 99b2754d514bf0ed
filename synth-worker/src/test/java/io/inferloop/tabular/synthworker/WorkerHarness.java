package io.inferloop.tabular.synthworker;

import io.inferloop.tabular.core.model.ModelArtifact;
import io.inferloop.tabular.platform.messaging.AvroCodec;
import io.inferloop.tabular.platform.messaging.KafkaClients;
import io.inferloop.tabular.platform.messaging.RecordSender;
import io.inferloop.tabular.platform.storage.ObjectStore;
import io.inferloop.tabular.platform.storage.StoredObject;
import io.inferloop.tabular.schemas.task.ImputationTask;
import io.inferloop.tabular.schemas.task.SamplingTask;
import io.inferloop.tabular.schemas.task.StopTask;
import io.inferloop.tabular.schemas.task.SynthesisTask;
import io.inferloop.tabular.schemas.task.TaskControl;
import io.inferloop.tabular.schemas.task.TaskDispatch;
import io.inferloop.tabular.schemas.task.TaskEvent;
import io.inferloop.tabular.schemas.task.TrainingTask;
import io.inferloop.tabular.schemas.topic.Topics;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** Stands where the orchestrator stands: dispatches, listens, stops. */
final class WorkerHarness implements AutoCloseable {

    static final UUID ORGANIZATION = new UUID(1, 1);

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ObjectStore store;
    private final RecordSender sender;
    private final AvroCodec codec;
    private final Consumer<String, byte[]> consumer;
    private final List<TaskEvent> events = new ArrayList<>();

    WorkerHarness(KafkaClients clients, RecordSender sender, AvroCodec codec, ObjectStore store) {
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

    /** Stores the bytes as a dataset and returns a synthesis of it. */
    SynthesisTask.Builder dataset(byte[] csv) throws IOException {
        String key = "organizations/%s/datasets/%s/table.csv".formatted(ORGANIZATION, UUID.randomUUID());
        StoredObject stored = store.upload(key, new ByteArrayInputStream(csv), "text/csv", Long.MAX_VALUE);
        return SynthesisTask.newBuilder()
                .setDatasetKey(key)
                .setDatasetSha256(stored.sha256())
                .setDatasetSizeBytes(stored.sizeBytes())
                .setAlgorithm("gaussian_copula")
                .setRows(500)
                .setSeed(7)
                .setColumnTypes(Map.of())
                .setHyperparameters(Map.of());
    }

    UUID dispatch(SynthesisTask.Builder task) throws Exception {
        return dispatch(task, 1L << 30);
    }

    UUID dispatch(SynthesisTask.Builder task, long memoryBytes) throws Exception {
        return dispatch(dispatch -> dispatch.setSynthesis(task.build()).setMemoryBytes(memoryBytes));
    }

    UUID dispatch(TrainingTask task) throws Exception {
        return dispatch(dispatch -> dispatch.setTraining(task));
    }

    UUID dispatch(SamplingTask task) throws Exception {
        return dispatch(dispatch -> dispatch.setSampling(task));
    }

    UUID dispatch(ImputationTask task) throws Exception {
        return dispatch(dispatch -> dispatch.setImputation(task));
    }

    private UUID dispatch(UnaryOperator<TaskDispatch.Builder> body) throws Exception {
        UUID job = UUID.randomUUID();
        dispatch(job, 1, body);
        return job;
    }

    /** The next attempt at a task whose run was given up. */
    void again(UUID job, int attempt, SynthesisTask.Builder task) throws Exception {
        dispatch(job, attempt, dispatch -> dispatch.setSynthesis(task.build()));
    }

    private void dispatch(UUID job, int attempt, UnaryOperator<TaskDispatch.Builder> body) throws Exception {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        TaskDispatch.Builder dispatch = TaskDispatch.newBuilder()
                .setOrganizationId(ORGANIZATION)
                .setJobId(job)
                .setTask(0)
                .setAttempt(attempt)
                .setDispatchNo(attempt)
                .setDispatchedAt(now)
                .setStartBy(now.plus(Duration.ofMinutes(2)))
                .setMemoryBytes(1L << 30)
                .setThreads(1)
                .setOutputPrefix(taskPrefix(job));
        sender.send(
                        Topics.DISPATCH_SYNTHESIS_CPU,
                        job.toString(),
                        body.apply(dispatch).build())
                .get();
    }

    /** Below which every run of the job's task writes. */
    static String taskPrefix(UUID job) {
        return "organizations/%s/jobs/%s/0/".formatted(ORGANIZATION, job);
    }

    /** Stores a model as a training leaves it. */
    SamplingTask.Builder kept(ModelArtifact model) throws IOException {
        String prefix = "organizations/%s/jobs/%s/0/1-run/".formatted(ORGANIZATION, UUID.randomUUID());
        ByteArrayOutputStream graph = new ByteArrayOutputStream();
        ByteArrayOutputStream description = new ByteArrayOutputStream();
        model.writeOnnx(graph);
        model.writeDescription(description);
        return SamplingTask.newBuilder()
                .setGraphKey(prefix + "model.onnx")
                .setGraphSha256(stored(prefix + "model.onnx", graph))
                .setDescriptionKey(prefix + "model.json")
                .setDescriptionSha256(stored(prefix + "model.json", description))
                .setRows(500)
                .setSeed(7);
    }

    private String stored(String key, ByteArrayOutputStream content) throws IOException {
        return store.upload(key, new ByteArrayInputStream(content.toByteArray()), "x", Long.MAX_VALUE)
                .sha256();
    }

    /** Waits for an event of the job that has something of this kind. */
    <B> B await(UUID job, Function<TaskEvent, @Nullable B> body) {
        return Objects.requireNonNull(Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () -> eventsOf(job).stream()
                                .map(body)
                                .filter(Objects::nonNull)
                                .findFirst()
                                .orElse(null),
                        Objects::nonNull));
    }

    void stop(TaskEvent started, String reason) throws Exception {
        StopTask stop = new StopTask(started.getAttempt(), started.getDispatchNo(), started.getRunId(), reason);
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        sender.send(Topics.TASK_CONTROL, started.getJobId().toString(), new TaskControl(started.getJobId(), now, stop))
                .get();
    }

    synchronized List<TaskEvent> eventsOf(UUID job) throws Exception {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(50))) {
            events.add(codec.decode(Topics.TASK_EVENTS, record.value()));
        }
        return events.stream().filter(event -> event.getJobId().equals(job)).toList();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
