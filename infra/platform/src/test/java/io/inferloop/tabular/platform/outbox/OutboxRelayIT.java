package io.inferloop.tabular.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.inferloop.tabular.platform.messaging.OutboundRecord;
import io.inferloop.tabular.platform.messaging.TestMessaging;
import io.inferloop.tabular.platform.observability.TraceHeaders;
import io.inferloop.tabular.testsupport.ServerKind;
import io.inferloop.tabular.testsupport.TestDatabase;
import io.inferloop.tabular.testsupport.TestServers;
import io.inferloop.tabular.testsupport.TestTopics;
import io.inferloop.tabular.testsupport.WithServers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@WithServers({ServerKind.KAFKA, ServerKind.POSTGRES, ServerKind.REGISTRY})
class OutboxRelayIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int KEYS = 20;

    private final TestServers servers;
    private final TestTopics topics;
    private final DriverManagerDataSource dataSource;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final TestMessaging messaging = new TestMessaging();
    private final RelaySignal signal = new RelaySignal();
    private final Outbox outbox;
    private final List<OutboxRelay> relays = new ArrayList<>();

    OutboxRelayIT(TestServers servers, TestTopics topics, TestDatabase database) {
        this.servers = servers;
        this.topics = topics;
        this.dataSource = new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password());
        this.jdbc = new JdbcTemplate(dataSource);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.outbox = new Outbox(jdbc, new TraceHeaders(null), signal);
    }

    @BeforeEach
    void createTables() {
        jdbc.execute("""
                DROP TABLE IF EXISTS outbox, outbox_quarantine;
                CREATE TABLE outbox (
                  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, shard smallint NOT NULL, topic text NOT NULL,
                  record_key text NOT NULL, value bytea, headers jsonb NOT NULL DEFAULT '{}',
                  created_at timestamptz NOT NULL DEFAULT now());
                CREATE INDEX outbox_shard ON outbox (shard, id);
                CREATE TABLE outbox_quarantine (LIKE outbox, reason text, quarantined_at timestamptz);
                """);
    }

    @AfterEach
    void stop() {
        relays.forEach(OutboxRelay::stop);
        messaging.close();
    }

    @Test
    void sendsWhatCommittedAndNothingElseWithItsHeaders() throws Exception {
        String topic = topics.create("headers", 2);
        startRelay((record, now) -> Map.of("signed", record.key().getBytes(StandardCharsets.UTF_8)));
        transaction.executeWithoutResult(status -> {
            outbox.append(new OutboundRecord(topic, "gone", bytes(1), Map.of()));
            status.setRollbackOnly();
        });
        transaction.executeWithoutResult(status -> outbox.append(
                new OutboundRecord(topic, "kept", bytes(7), Map.of("own", bytes(8))),
                OutboundRecord.tombstone(topic, "deleted")));

        List<ConsumerRecord<String, byte[]>> records = read(topic, 2);

        assertThat(records).extracting(ConsumerRecord::key).containsExactlyInAnyOrder("kept", "deleted");
        for (ConsumerRecord<String, byte[]> record : records) {
            assertThat(record.headers().lastHeader("signed").value()).asString().isEqualTo(record.key());
            if (record.key().equals("kept")) {
                assertThat(record.value()).isEqualTo(bytes(7));
                assertThat(record.headers().lastHeader("own").value()).isEqualTo(bytes(8));
            } else {
                assertThat(record.value()).isNull();
            }
        }
        await().atMost(PATIENCE).until(() -> rows("outbox") == 0);
    }

    @Test
    void refusesToAppendOutsideATransaction() {
        assertThatIllegalStateException()
                .isThrownBy(() -> outbox.append(OutboundRecord.tombstone("any", "k")))
                .withMessageContaining("inside the transaction");
    }

    @Test
    void keepsEachKeysOrderUnderTwoRelaysWhileConnectionsAreKilled() throws Exception {
        String topic = topics.create("order", 3);
        startRelay();
        startRelay();
        for (int round = 0; round < 20; round++) {
            append(topic, round, 50);
            if (round % 7 == 3) {
                jdbc.queryForList(
                        "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted GROUP BY pid");
            }
        }

        await().atMost(PATIENCE).until(() -> rows("outbox") == 0);
        assertEveryKeyCameInOrder(read(topic, 20 * 50 * KEYS), 20 * 50);
    }

    @Test
    void keepsRowsWhileKafkaIsAwayAndSendsThemInOrderAfterwards() throws Exception {
        String topic = topics.create("outage", 3);
        startRelay();
        append(topic, 0, 5);
        await().atMost(PATIENCE).until(() -> rows("outbox") == 0);
        servers.kill(ServerKind.KAFKA);
        try {
            append(topic, 1, 5);
            assertThat(rows("outbox")).isEqualTo(5L * KEYS);
        } finally {
            servers.restart(ServerKind.KAFKA);
        }
        append(topic, 2, 5);

        await().atMost(PATIENCE).until(() -> rows("outbox") == 0);
        assertEveryKeyCameInOrder(read(topic, 15 * KEYS), 15);
    }

    @Test
    void quarantinesARowThatNoBrokerTakesAndGoesOnWithItsKey() throws Exception {
        String topic = topics.create("poison", 1);
        transaction.executeWithoutResult(status -> outbox.append(
                new OutboundRecord(topic, "k", bytes(1), Map.of()),
                new OutboundRecord(topic, "k", new byte[3_000_000], Map.of()),
                new OutboundRecord("no such name!", "k", bytes(2), Map.of()),
                new OutboundRecord(topic, "k", bytes(3), Map.of())));
        startRelay();

        assertThat(read(topic, 2)).extracting(ConsumerRecord::value).containsExactly(bytes(1), bytes(3));
        await().atMost(PATIENCE).until(() -> rows("outbox") == 0);
        assertThat(jdbc.queryForList("SELECT reason FROM outbox_quarantine ORDER BY id", String.class))
                .hasSize(2)
                .first()
                .asString()
                .contains("RecordTooLarge");
    }

    private void startRelay(OutboxHeaders... decorators) {
        OutboxRelay relay = new OutboxRelay(
                dataSource,
                () -> messaging.clients().producer("test-relay-" + relays.size()),
                List.of(decorators),
                signal,
                Clock.systemUTC(),
                new SimpleMeterRegistry());
        relays.add(relay);
        relay.start();
    }

    /** For every key the numbers {@code round * perKey} and up, in transactions of all keys. */
    private void append(String topic, int round, int perKey) {
        transaction.executeWithoutResult(status -> IntStream.range(round * perKey, (round + 1) * perKey)
                .forEach(number -> outbox.append(IntStream.range(0, KEYS)
                        .mapToObj(key -> new OutboundRecord(topic, "k" + key, bytes(number), Map.of()))
                        .toList())));
    }

    /** Repeats are allowed, as far as each number's first arrival is after all smaller ones'. */
    private static void assertEveryKeyCameInOrder(List<ConsumerRecord<String, byte[]>> records, int perKey) {
        Map<String, LinkedHashSet<Integer>> firstArrivals = new HashMap<>();
        records.forEach(record -> firstArrivals
                .computeIfAbsent(record.key(), none -> new LinkedHashSet<>())
                .add(Integer.valueOf(new String(record.value(), StandardCharsets.UTF_8))));
        assertThat(firstArrivals).hasSize(KEYS);
        List<Integer> expected = IntStream.range(0, perKey).boxed().toList();
        firstArrivals.forEach((key, numbers) -> assertThat(List.copyOf(numbers).equals(expected))
                .as("order of %s: %s", key, numbers)
                .isTrue());
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
                return records.size() >= atLeast
                        && consumer.endOffsets(partitions).entrySet().stream()
                                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
            });
        }
        return records;
    }

    private long rows(String table) {
        Long count = jdbc.queryForObject("SELECT count(*) FROM " + table, Long.class);
        return count == null ? 0 : count;
    }

    private static byte[] bytes(int number) {
        return Integer.toString(number).getBytes(StandardCharsets.UTF_8);
    }
}
