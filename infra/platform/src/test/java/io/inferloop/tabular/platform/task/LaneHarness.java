package io.inferloop.tabular.platform.task;

import io.inferloop.tabular.platform.messaging.AvroCodec;
import io.inferloop.tabular.platform.messaging.DeadLetters;
import io.inferloop.tabular.platform.messaging.KafkaClients;
import io.inferloop.tabular.platform.messaging.Messaging;
import io.inferloop.tabular.platform.messaging.RecordSender;
import io.inferloop.tabular.platform.messaging.RegistryProperties;
import io.inferloop.tabular.platform.observability.TraceHeaders;
import io.inferloop.tabular.schemas.task.StopTask;
import io.inferloop.tabular.schemas.task.TaskControl;
import io.inferloop.tabular.schemas.task.TaskDispatch;
import io.inferloop.tabular.schemas.task.TaskEvent;
import io.inferloop.tabular.schemas.topic.Topic;
import io.inferloop.tabular.schemas.topic.TopicProvisioner;
import io.inferloop.tabular.schemas.topic.Topics;
import io.inferloop.tabular.testsupport.TestTopics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;

/** A lane of a test's own on a real cluster: workers on it, dispatches to it, and what the workers say. */
final class LaneHarness implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KafkaClients clients;
    private final AvroCodec codec;
    private final RecordSender sender;
    private final TaskLane lane;
    private final Path scratch;
    private final Consumer<String, byte[]> eventsConsumer;
    private final List<TaskEvent> events = new ArrayList<>();
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    LaneHarness(TestTopics topics, Path scratch) throws Exception {
        this.scratch = scratch;
        clients = new KafkaClients(Map.of("bootstrap.servers", topics.cluster().bootstrapServers()));
        codec = new AvroCodec(new RegistryProperties(
                URI.create("http://unused.invalid"), PlainAvroSerializer.class, PlainAvroDeserializer.class, Map.of()));
        sender = new RecordSender(clients.producer("test"), codec, new TraceHeaders(null));
        String topic = topics.create("dispatch", 1);
        topics.create("dispatch.dlt", 1);
        lane = new TaskLane(
                "test", new Topic<>(topic, "job", TaskDispatch.class, 1, Map.of(), true), topics.name("workers"));
        try (Admin admin = topics.cluster().admin()) {
            TopicProvisioner provisioner = new TopicProvisioner(admin);
            provisioner.provision();
            provisioner.configureShareGroup(lane.group());
        }
        eventsConsumer = clients.assignedConsumer("test-events");
        List<TopicPartition> partitions = eventsConsumer.partitionsFor(Topics.TASK_EVENTS.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        eventsConsumer.assign(partitions);
        eventsConsumer.seekToBeginning(partitions);
    }

    TaskLane lane() {
        return lane;
    }

    TaskWorker start(int slots, TaskHandler handler) {
        return start(slots, handler, Duration.ofSeconds(10), producer -> producer);
    }

    /** @param wiring what stands between the worker and its producer */
    TaskWorker start(int slots, TaskHandler handler, Duration lease, UnaryOperator<Producer<String, byte[]>> wiring) {
        RecordSender own =
                new RecordSender(wiring.apply(clients.producer("test-worker")), codec, new TraceHeaders(null));
        Messaging messaging = new Messaging(
                clients,
                codec,
                own,
                new DeadLetters(own),
                new TraceHeaders(null),
                new SimpleMeterRegistry(),
                Clock.systemUTC());
        WorkerProperties properties = new WorkerProperties(
                slots, 1, Duration.ofMillis(200), lease, Duration.ofSeconds(2), Duration.ZERO, scratch);
        TaskWorker worker = new TaskWorker(lane, handler, properties, messaging, ObservationRegistry.NOOP);
        worker.start();
        open.push(worker::stop);
        return worker;
    }

    UUID dispatch() throws Exception {
        return dispatch(UUID.randomUUID(), Duration.ofMinutes(1));
    }

    UUID dispatch(UUID job, Duration untilStartBy) throws Exception {
        sender.send(lane.topic(), job.toString(), Dispatches.of(job, untilStartBy))
                .get();
        return job;
    }

    void dispatchRaw(byte[] value) throws Exception {
        sender.send(new io.inferloop.tabular.platform.messaging.OutboundRecord(
                        lane.topic().name(), "poison", value, Map.of()))
                .get();
    }

    void order(UUID job, StopTask stop) throws Exception {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        sender.send(Topics.TASK_CONTROL, job.toString(), new TaskControl(job, now, stop))
                .get();
    }

    /** What workers have said of this job so far, in order. */
    synchronized List<TaskEvent> eventsOf(UUID job) throws Exception {
        for (ConsumerRecord<String, byte[]> record : eventsConsumer.poll(Duration.ofMillis(50))) {
            events.add(codec.decode(Topics.TASK_EVENTS, record.value()));
        }
        return events.stream().filter(event -> event.getJobId().equals(job)).toList();
    }

    boolean ended(UUID job) throws Exception {
        return eventsOf(job).stream().anyMatch(event -> event.getSucceeded() != null || event.getFailed() != null);
    }

    List<ConsumerRecord<String, byte[]>> deadLetters() {
        try (Consumer<String, byte[]> consumer = clients.assignedConsumer("test-dlt")) {
            TopicPartition partition = new TopicPartition(lane.topic().deadLetterName(), 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            List<ConsumerRecord<String, byte[]>> letters = new ArrayList<>();
            while (consumer.position(partition) < end) {
                letters.addAll(consumer.poll(Duration.ofMillis(100)).records(partition));
            }
            return letters;
        }
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable worker : open) {
            worker.close();
        }
        eventsConsumer.close();
        sender.close();
        codec.close();
    }
}
