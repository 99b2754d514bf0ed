package io.inferloop.tabular.platform.outbox;

import io.inferloop.tabular.platform.messaging.OutboundRecord;
import io.inferloop.tabular.platform.observability.TraceHeaders;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Stores records in the transaction that causes them; {@link OutboxRelay} sends them after its commit. Thread-safe.
 *
 * <p>The tables belong to the service's own schema and migrations:
 *
 * <pre>{@code
 * CREATE TABLE outbox (
 *   id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
 *   shard      smallint NOT NULL,
 *   topic      text NOT NULL,
 *   record_key text NOT NULL,
 *   value      bytea,
 *   headers    jsonb NOT NULL DEFAULT '{}',
 *   created_at timestamptz NOT NULL DEFAULT now());
 * CREATE INDEX outbox_shard ON outbox (shard, id);
 * CREATE TABLE outbox_quarantine (LIKE outbox, reason text, quarantined_at timestamptz);
 * }</pre>
 *
 * <p>Order: rows are sent by id within a key, and ids are given out when they are appended. A caller therefore appends the records of one key while it holds the lock of the row
 * that the key stands for (the job's, say); then ids grow in the order of the commits.
 */
public final class Outbox {

    /** Rows of one key are always in one shard, which one relay owns. */
    static final int SHARDS = 16;

    private static final String INSERT = """
            INSERT INTO outbox (shard, topic, record_key, value, headers)
            SELECT shard, topic, record_key, value, headers::jsonb
            FROM unnest(?::smallint[], ?::text[], ?::text[], ?::bytea[], ?::text[])
                 WITH ORDINALITY AS appended (shard, topic, record_key, value, headers, position)
            ORDER BY position
            """;

    private final JdbcTemplate jdbc;
    private final TraceHeaders traces;
    private final RelaySignal signal;

    Outbox(JdbcTemplate jdbc, TraceHeaders traces, RelaySignal signal) {
        this.jdbc = jdbc;
        this.traces = traces;
        this.signal = signal;
    }

    /**
     * Stores the records in this order.
     *
     * @throws IllegalStateException outside a transaction
     */
    public void append(OutboundRecord... records) {
        append(Arrays.asList(records));
    }

    /**
     * Stores the records in this order, in one statement, with the current span's {@code traceparent}.
     *
     * @throws IllegalStateException outside a transaction
     */
    public void append(Collection<OutboundRecord> records) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException(
                    "Records are appended to the outbox inside the transaction that causes them");
        }
        if (records.isEmpty()) {
            return;
        }
        List<OutboundRecord> rows = List.copyOf(records);
        Map<String, byte[]> trace = traces.current();
        jdbc.execute((ConnectionCallback<Integer>) connection -> insert(connection, rows, trace));
        wakeAfterCommit();
    }

    private static int insert(Connection connection, List<OutboundRecord> rows, Map<String, byte[]> trace)
            throws SQLException {
        Object[] shards = new Object[rows.size()];
        Object[] topics = new Object[rows.size()];
        Object[] keys = new Object[rows.size()];
        byte[] @Nullable [] values = new byte[rows.size()][];
        Object[] headers = new Object[rows.size()];
        for (int i = 0; i < rows.size(); i++) {
            OutboundRecord row = rows.get(i);
            Map<String, byte[]> all = new HashMap<>(trace);
            all.putAll(row.headers());
            shards[i] = shardOf(row.key());
            topics[i] = row.topic();
            keys[i] = row.key();
            values[i] = row.value();
            headers[i] = HeaderJson.write(all);
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setArray(1, connection.createArrayOf("smallint", shards));
            insert.setArray(2, connection.createArrayOf("text", topics));
            insert.setArray(3, connection.createArrayOf("text", keys));
            insert.setArray(4, connection.createArrayOf("bytea", values));
            insert.setArray(5, connection.createArrayOf("text", headers));
            return insert.executeUpdate();
        }
    }

    static int shardOf(String key) {
        return Math.floorMod(key.hashCode(), SHARDS);
    }

    private void wakeAfterCommit() {
        if (TransactionSynchronizationManager.getSynchronizations().contains(signal)) {
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(signal);
    }
}
