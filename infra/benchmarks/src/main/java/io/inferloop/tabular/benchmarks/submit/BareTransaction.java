package io.inferloop.tabular.benchmarks.submit;

import io.inferloop.tabular.benchmarks.stack.BenchmarkStack;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

/**
 * The gateway's submit transaction without the gateway: the same three inserts with the same bytes, into copies of the same tables
 * with the same indexes. What the database alone allows.
 */
final class BareTransaction implements AutoCloseable {

    private static final String SCHEMA = "benchmark_submit";

    /** As the gateway stored its own; {@code outbox} rows are gone when they are sent, so the command stands for its value. */
    private record Sample(
            UUID organization, byte[] fingerprint, byte[] answer, String spec, String snapshot, byte[] command) {}

    private final BenchmarkStack stack;
    private final Connection administration;
    private final Sample sample;

    private BareTransaction(BenchmarkStack stack, Connection administration, Sample sample) {
        this.stack = stack;
        this.administration = administration;
        this.sample = sample;
    }

    /** @param command as it was put into the outbox by the gateway */
    static BareTransaction like(BenchmarkStack stack, byte[] command) throws SQLException {
        Connection connection = stack.database("gateway");
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS %s CASCADE".formatted(SCHEMA));
            statement.execute("CREATE SCHEMA %s".formatted(SCHEMA));
            for (String table : new String[] {"idempotency_key", "job", "outbox"}) {
                statement.execute("CREATE TABLE %s.%s (LIKE gateway.%s INCLUDING ALL)".formatted(SCHEMA, table, table));
            }
            try (ResultSet row = statement.executeQuery("""
                    SELECT k.organization_id, k.fingerprint, k.body, j.spec, j.snapshot
                    FROM idempotency_key k JOIN job j ON k.location = '/v1/jobs/' || j.id LIMIT 1""")) {
                if (!row.next()) {
                    throw new SQLException("The gateway has stored no submission to take as a sample");
                }
                return new BareTransaction(
                        stack,
                        connection,
                        new Sample(
                                row.getObject(1, UUID.class),
                                row.getBytes(2),
                                row.getBytes(3),
                                row.getString(4),
                                row.getString(5),
                                command));
            }
        }
    }

    ClosedLoop.Client client() throws SQLException {
        Connection connection = stack.database(SCHEMA);
        connection.setAutoCommit(false);
        return new Transaction(
                connection,
                sample,
                connection.prepareStatement("""
                        INSERT INTO idempotency_key
                          (organization_id, route, key, fingerprint, status, location, body, created_at)
                        VALUES (?, 'POST /v1/jobs', ?, ?, 202, ?, ?, ?) ON CONFLICT DO NOTHING"""),
                connection.prepareStatement("""
                        INSERT INTO job (organization_id, id, sequence, type, state, spec, snapshot, created_at,
                          command, enqueue_again_at)
                        VALUES (?, ?, 0, 'generation', 'QUEUED', ?::json, ?::json, ?, ?, ?)"""),
                connection.prepareStatement("""
                        INSERT INTO outbox (shard, topic, record_key, value, headers)
                        VALUES (?, 'tabular.jobs.commands.v1', ?, ?, '{}')"""));
    }

    @Override
    public void close() throws SQLException {
        try (administration;
                Statement statement = administration.createStatement()) {
            statement.execute("DROP SCHEMA %s CASCADE".formatted(SCHEMA));
        }
    }

    private record Transaction(
            Connection connection,
            Sample sample,
            PreparedStatement key,
            PreparedStatement job,
            PreparedStatement outbox)
            implements ClosedLoop.Client {

        @Override
        public void once() throws SQLException {
            UUID id = UUID.randomUUID();
            OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
            key.setObject(1, sample.organization());
            key.setString(2, id.toString());
            key.setBytes(3, sample.fingerprint());
            key.setString(4, "/v1/jobs/" + id);
            key.setBytes(5, sample.answer());
            key.setObject(6, now);
            key.executeUpdate();
            job.setObject(1, sample.organization());
            job.setObject(2, id);
            job.setString(3, sample.spec());
            job.setString(4, sample.snapshot());
            job.setObject(5, now);
            job.setBytes(6, sample.command());
            job.setObject(7, now.plusMinutes(1));
            job.executeUpdate();
            outbox.setShort(1, (short) Math.floorMod(id.hashCode(), 16));
            outbox.setString(2, sample.organization() + "|" + id);
            outbox.setBytes(3, sample.command());
            outbox.executeUpdate();
            connection.commit();
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }
}
