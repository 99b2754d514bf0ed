package io.inferloop.tabular.platform.outbox;

import io.inferloop.tabular.platform.messaging.OutboundRecord;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One database connection that owns shards by session advisory locks and works on their rows. Lock and deletes are on the same connection, so who has lost the one cannot do the
 * other. For one thread.
 */
final class RelaySession implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RelaySession.class);
    private static final int NETWORK_TIMEOUT_MILLIS = 30_000;

    /** So much of values is read at once, and one row more. */
    private static final int MAX_BATCH_BYTES = 16 * 1024 * 1024;

    private static final String CLAIM = """
            SELECT shard FROM generate_series(0, %d) AS shard
            WHERE shard <> ALL (?) AND pg_try_advisory_lock(hashtext(current_schema() || '.outbox'), shard)
            """.formatted(Outbox.SHARDS - 1);

    private static final String READ = """
            SELECT id, topic, record_key, value, headers, created_at
            FROM (SELECT *, sum(coalesce(octet_length(value), 0)) OVER (ORDER BY id) - coalesce(octet_length(value), 0) AS before
                  FROM (SELECT * FROM outbox
                        WHERE shard = ANY (?) AND (topic, record_key) NOT IN (SELECT * FROM unnest(?::text[], ?::text[]))
                        ORDER BY id LIMIT ?) AS head) AS measured
            WHERE before < ?
            ORDER BY id
            """;

    private static final String QUARANTINE = """
            WITH gone AS (DELETE FROM outbox WHERE id = ? RETURNING *)
            INSERT INTO outbox_quarantine (id, shard, topic, record_key, value, headers, created_at, reason, quarantined_at)
            SELECT id, shard, topic, record_key, value, headers, created_at, ?, now() FROM gone
            """;

    private final Connection connection;
    private final Set<Integer> shards = new TreeSet<>();

    private RelaySession(Connection connection) {
        this.connection = connection;
    }

    static RelaySession open(DataSource dataSource) throws SQLException {
        Connection connection = dataSource.getConnection();
        try {
            connection.setAutoCommit(true);
            connection.setNetworkTimeout(Runnable::run, NETWORK_TIMEOUT_MILLIS);
            // A delete that a crash of the database undoes only sends its rows again.
            execute(connection, "SET synchronous_commit = off");
            return new RelaySession(connection);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Takes what nobody owns. @return the shards gained */
    Set<Integer> claim() throws SQLException {
        Set<Integer> gained = new TreeSet<>();
        if (shards.size() == Outbox.SHARDS) {
            return gained;
        }
        try (PreparedStatement claim = connection.prepareStatement(CLAIM)) {
            claim.setArray(1, ints(shards));
            try (ResultSet rows = claim.executeQuery()) {
                while (rows.next()) {
                    gained.add(rows.getInt(1));
                }
            }
        }
        shards.addAll(gained);
        return gained;
    }

    Set<Integer> shards() {
        return Set.copyOf(shards);
    }

    /** The oldest rows of the owned shards by id, without those of some keys. */
    List<OutboxRow> read(int limit, Collection<OutboxRow.RowKey> without) throws SQLException {
        try (PreparedStatement read = connection.prepareStatement(READ)) {
            read.setArray(1, ints(shards));
            read.setArray(2, texts(without.stream().map(OutboxRow.RowKey::topic).toArray()));
            read.setArray(3, texts(without.stream().map(OutboxRow.RowKey::key).toArray()));
            read.setInt(4, limit);
            read.setInt(5, MAX_BATCH_BYTES);
            List<OutboxRow> rows = new ArrayList<>();
            try (ResultSet result = read.executeQuery()) {
                while (result.next()) {
                    rows.add(row(result));
                }
            }
            return rows;
        }
    }

    private static OutboxRow row(ResultSet result) throws SQLException {
        OutboundRecord record = new OutboundRecord(
                result.getString(2), result.getString(3), result.getBytes(4), HeaderJson.read(result.getString(5)));
        return new OutboxRow(result.getLong(1), record, result.getTimestamp(6).toInstant());
    }

    void delete(Collection<Long> ids) throws SQLException {
        if (ids.isEmpty()) {
            return;
        }
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM outbox WHERE id = ANY (?)")) {
            delete.setArray(1, connection.createArrayOf("bigint", ids.toArray()));
            delete.executeUpdate();
        }
    }

    void quarantine(long id, String reason) throws SQLException {
        try (PreparedStatement quarantine = connection.prepareStatement(QUARANTINE)) {
            quarantine.setLong(1, id);
            quarantine.setString(2, reason);
            quarantine.executeUpdate();
        }
    }

    /** Gives the shards and the connection back; a connection that cannot give its locks back is cut. */
    @Override
    public void close() {
        try (Connection giving = connection) {
            try {
                execute(giving, "SELECT pg_advisory_unlock_all()");
                execute(giving, "RESET synchronous_commit");
                giving.setNetworkTimeout(Runnable::run, 0);
            } catch (SQLException e) {
                giving.abort(Runnable::run);
            }
        } catch (SQLException e) {
            log.debug("The relay's connection was already gone", e);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Array ints(Collection<Integer> values) throws SQLException {
        return connection.createArrayOf("integer", values.toArray());
    }

    private Array texts(Object[] values) throws SQLException {
        return connection.createArrayOf("text", values);
    }
}
