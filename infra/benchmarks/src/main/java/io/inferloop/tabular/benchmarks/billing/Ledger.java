package io.inferloop.tabular.benchmarks.billing;

import io.inferloop.tabular.benchmarks.stack.BenchmarkStack;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The invoices of the benchmark's organizations, as billing wrote them. */
final class Ledger implements AutoCloseable {

    private static final long LOOK_MILLIS = 100;

    private final Connection connection;
    private final Object[] organizations;

    Ledger(BenchmarkStack stack, Collection<UUID> organizations) throws SQLException {
        this.connection = stack.database("billing");
        this.organizations = organizations.toArray();
    }

    /** Waits until invoices stand for so many different events. @return false when nothing was added for the patience */
    boolean awaitEvents(long events, Duration patience) throws SQLException, InterruptedException {
        long best = -1;
        long deadline = System.nanoTime();
        while (true) {
            long counted = events();
            if (counted >= events) {
                return true;
            }
            if (counted > best) {
                best = counted;
                deadline = System.nanoTime() + patience.toNanos();
            } else if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    /** An invoice's sequence is the number of different events in it. */
    long events() throws SQLException {
        try (PreparedStatement sum = connection.prepareStatement(
                "SELECT coalesce(sum(sequence), 0) FROM invoice WHERE organization_id = ANY (?)")) {
            sum.setArray(1, connection.createArrayOf("uuid", organizations));
            try (ResultSet row = sum.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    Map<UUID, BigDecimal> totals() throws SQLException {
        Map<UUID, BigDecimal> totals = new HashMap<>();
        try (PreparedStatement all = connection.prepareStatement(
                "SELECT organization_id, total FROM invoice WHERE organization_id = ANY (?)")) {
            all.setArray(1, connection.createArrayOf("uuid", organizations));
            try (ResultSet row = all.executeQuery()) {
                while (row.next()) {
                    totals.merge(row.getObject(1, UUID.class), row.getBigDecimal(2), BigDecimal::add);
                }
            }
        }
        return totals;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
