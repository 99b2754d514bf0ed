package io.inferloop.tabular.platform.messaging;

import static io.inferloop.tabular.platform.messaging.TestMessaging.organization;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.inferloop.tabular.platform.failure.RetryableException;
import io.inferloop.tabular.schemas.account.Organization;
import io.inferloop.tabular.schemas.topic.Topic;
import io.inferloop.tabular.testsupport.ServerKind;
import io.inferloop.tabular.testsupport.TestTopics;
import io.inferloop.tabular.testsupport.WithServers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@WithServers({ServerKind.KAFKA, ServerKind.REGISTRY})
class BatchConsumerIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static TestMessaging messaging;

    private final TestTopics topics;
    private final List<String> handled = new CopyOnWriteArrayList<>();

    BatchConsumerIT(TestTopics topics) {
        this.topics = topics;
    }

    @BeforeAll
    static void open() {
        messaging = new TestMessaging();
    }

    @AfterAll
    static void close() {
        messaging.close();
    }

    @Test
    void putsPoisonAsideAndHandlesTheRestInOrder() throws Exception {
        Topic<Organization> topic = TestMessaging.createTopic(topics, "poison", 3);
        for (int key = 0; key < 6; key++) {
            send(topic, "k" + key, "a");
            sendRaw(
                    topic,
                    "k" + key,
                    key % 2 == 0 ? "no avro".getBytes(StandardCharsets.UTF_8) : new byte[] {0, 0x7f, 0, 0, 0, 1});
            send(topic, "k" + key, "throws");
            send(topic, "k" + key, "b");
        }
        BatchConsumer<Organization> consumer = start(topic, batch -> {
            for (Received<Organization> record : batch) {
                if (record.required().getName().equals("throws")) {
                    throw new IllegalStateException("cannot handle this one");
                }
            }
            batch.forEach(record -> handled.add(record.key() + record.required().getName()));
        });
        try {
            await().atMost(PATIENCE).until(() -> handled.size() == 12);
            for (int key = 0; key < 6; key++) {
                assertThat(handled).containsSubsequence("k" + key + "a", "k" + key + "b");
            }
            List<ConsumerRecord<String, byte[]>> dead = read(topic.deadLetterName(), 12);
            assertThat(dead).hasSize(12);
            assertThat(dead)
                    .allSatisfy(letter -> {
                        assertThat(header(letter, DeadLetters.ORIGINAL_TOPIC)).isEqualTo(topic.name());
                        assertThat(header(letter, DeadLetters.ORIGINAL_OFFSET)).matches("\\d+");
                        assertThat(letter.headers().lastHeader("tabular-signature"))
                                .isNull();
                    })
                    .anySatisfy(letter ->
                            assertThat(header(letter, DeadLetters.REASON)).contains("Magic byte"))
                    .anySatisfy(letter ->
                            assertThat(header(letter, DeadLetters.REASON)).contains("unknown to the registry"))
                    .anySatisfy(letter ->
                            assertThat(header(letter, DeadLetters.REASON)).contains("cannot handle this one"));
        } finally {
            consumer.stop();
        }
        assertThat(committed(topic)).isEqualTo(24);
    }

    @Test
    void bringsTheSameRecordsAgainWhileTheFailurePasses() throws Exception {
        Topic<Organization> topic = TestMessaging.createTopic(topics, "retry", 2);
        for (int i = 0; i < 10; i++) {
            send(topic, "k" + i, "v");
        }
        AtomicInteger calls = new AtomicInteger();
        BatchConsumer<Organization> consumer = start(topic, batch -> {
            if (calls.incrementAndGet() <= 4) {
                throw new RetryableException("database_away", "not now");
            }
            batch.forEach(record -> handled.add(record.key()));
        });
        try {
            await().atMost(PATIENCE).until(() -> handled.size() == 10);
            assertThat(Set.copyOf(handled)).hasSize(10);
        } finally {
            consumer.stop();
        }
    }

    @Test
    void stopsWhileItRetries() throws Exception {
        Topic<Organization> topic = TestMessaging.createTopic(topics, "stop", 1);
        AtomicBoolean called = new AtomicBoolean();
        send(topic, "k", "v");
        BatchConsumer<Organization> consumer = start(topic, batch -> {
            called.set(true);
            throw new RetryableException("database_away", "never");
        });
        await().atMost(PATIENCE).untilTrue(called);

        Instant before = Instant.now();
        consumer.stop();

        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(10));
        assertThat(committed(topic)).isZero();
    }

    @Test
    void saysHowFarItIsOnlyWhenAllBeforeIsHandled() throws Exception {
        Topic<Organization> topic = TestMessaging.createTopic(topics, "caughtup", 2);
        AtomicBoolean away = new AtomicBoolean();
        Map<Integer, Instant> consumedUpTo = new ConcurrentHashMap<>();
        BatchConsumer<Organization> consumer = start(topic, new BatchHandler<>() {
            @Override
            public void handle(List<Received<Organization>> batch) {
                if (away.get()) {
                    throw new RetryableException("database_away", "not now");
                }
                batch.forEach(record -> handled.add(record.key()));
            }

            @Override
            public void caughtUp(Set<Integer> partitions, Instant asOf) {
                partitions.forEach(partition -> consumedUpTo.merge(partition, asOf, (a, b) -> a.isAfter(b) ? a : b));
            }
        });
        try {
            await().atMost(PATIENCE).until(() -> consumedUpTo.size() == 2);
            away.set(true);
            send(topic, "late", "v");
            Instant acknowledged = Instant.now();
            int partition = read(topic.name(), 1).getFirst().partition();
            Instant stuckAt = consumedUpTo.get(partition);
            assertThat(stuckAt).isBefore(acknowledged);
            assertThat(handled).isEmpty();

            away.set(false);
            await().atMost(PATIENCE)
                    .until(() ->
                            consumedUpTo.getOrDefault(partition, Instant.MIN).isAfter(acknowledged));
            assertThat(handled).containsExactly("late");
        } finally {
            consumer.stop();
        }
    }

    @Test
    void losesNothingWhenMembersComeAndGo() throws Exception {
        Topic<Organization> topic = TestMessaging.createTopic(topics, "members", 6);
        BatchHandler<Organization> handler = batch -> batch.forEach(record -> handled.add(record.key()));
        BatchConsumer<Organization> first = start(topic, handler);
        IntStream.range(0, 200).forEach(i -> send(topic, "a" + i, "v"));
        BatchConsumer<Organization> second = start(topic, handler);
        IntStream.range(0, 200).forEach(i -> send(topic, "b" + i, "v"));
        first.stop();
        IntStream.range(0, 200).forEach(i -> send(topic, "c" + i, "v"));
        try {
            await().atMost(PATIENCE).until(() -> Set.copyOf(handled).size() == 600);
        } finally {
            second.stop();
        }
    }

    @Test
    void readsACompactedTopicToItsEndBeforeItHasStarted() throws Exception {
        Topic<Organization> topic = TestMessaging.createTopic(topics, "compacted", 2);
        IntStream.range(0, 50).forEach(i -> send(topic, "k" + i, "old"));
        sendRaw(topic, "k1", "poison".getBytes(StandardCharsets.UTF_8));
        messaging.sender().send(OutboundRecord.tombstone(topic.name(), "k2")).join();
        Map<String, String> names = new ConcurrentHashMap<>();
        CompactedTopicReader<Organization> reader = new CompactedTopicReader<>(topic, messaging.messaging(), record -> {
            Organization value = record.value();
            if (value == null) {
                names.remove(record.key());
            } else {
                names.put(record.key(), value.getName());
            }
        });

        reader.start();
        try {
            assertThat(names).hasSize(49).containsEntry("k1", "old").doesNotContainKey("k2");
            send(topic, "k1", "new");
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(names).containsEntry("k1", "new"));
        } finally {
            reader.stop();
        }
    }

    private BatchConsumer<Organization> start(Topic<Organization> topic, BatchHandler<Organization> handler) {
        BatchConsumer<Organization> consumer = BatchConsumer.of(topic, topic.name() + "-group")
                .handler(handler)
                .caughtUpEvery(Duration.ofMillis(50))
                .build(messaging.messaging());
        consumer.start();
        return consumer;
    }

    private void send(Topic<Organization> topic, String key, String name) {
        messaging.sender().send(topic, key, organization(name)).join();
    }

    private void sendRaw(Topic<Organization> topic, String key, byte[] value) {
        messaging
                .sender()
                .send(new OutboundRecord(
                        topic.name(), key, value, Map.of("tabular-signature", new byte[] {1}, "kept", new byte[] {2})))
                .join();
    }

    private List<ConsumerRecord<String, byte[]>> read(String topic, int atLeast) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (Consumer<String, byte[]> consumer = messaging.clients().assignedConsumer("test-reader")) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            await().atMost(PATIENCE).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
                return records.size() >= atLeast;
            });
        }
        return records;
    }

    private long committed(Topic<?> topic) {
        try (Consumer<String, byte[]> consumer =
                messaging.clients().groupConsumer(topic.name() + "-group", "test-committed", 1)) {
            Set<TopicPartition> partitions = new java.util.HashSet<>();
            consumer.partitionsFor(topic.name())
                    .forEach(partition -> partitions.add(new TopicPartition(topic.name(), partition.partition())));
            Map<TopicPartition, Long> offsets = new HashMap<>();
            consumer.committed(partitions).forEach((partition, offset) -> {
                if (offset != null) {
                    offsets.put(partition, offset.offset());
                }
            });
            return offsets.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
