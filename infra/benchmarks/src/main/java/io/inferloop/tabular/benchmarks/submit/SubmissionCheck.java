package io.inferloop.tabular.benchmarks.submit;

import io.inferloop.tabular.benchmarks.stack.BenchmarkStack;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What the databases hold of the submissions. Counting goes past the APIs on purpose: it must not trust what it counts. */
final class SubmissionCheck implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final long LOOK_MILLIS = 100;

    private final Connection gateway;
    private final Connection orchestrator;
    private final OffsetDateTime begin;

    /** Of the submissions from now on: a kept stack holds those of earlier runs. */
    SubmissionCheck(BenchmarkStack stack) throws SQLException {
        gateway = stack.database("gateway");
        orchestrator = stack.database("orchestrator");
        begin = OffsetDateTime.now(ZoneOffset.UTC);
    }

    /** Waits until every command has left, has become a job and was heard of again. @return false when that takes too long */
    boolean settle() throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            if (count(gateway, "SELECT count(*) FROM outbox") == 0
                    && count(gateway, "SELECT count(*) FROM job WHERE enqueue_again_at IS NOT NULL") == 0
                    && count(orchestrator, "SELECT count(*) FROM outbox") == 0) {
                return true;
            }
            Thread.sleep(LOOK_MILLIS);
        }
        return false;
    }

    /** Everything that is not as it must be; empty when each accepted submission is exactly one job and nothing else is. */
    List<String> mistakes(Set<UUID> accepted) throws SQLException {
        List<String> mistakes = new ArrayList<>();
        compare(
                "the gateway's view",
                ids(gateway, "SELECT id FROM job WHERE sequence > 0 AND created_at >= ?"),
                accepted,
                mistakes);
        compare("the orchestrator", ids(orchestrator, "SELECT id FROM job WHERE created_at >= ?"), accepted, mistakes);
        compare("the store of idempotency keys", ids(gateway, """
                        SELECT substring(location FROM '[^/]*$')::uuid FROM idempotency_key
                        WHERE route = 'POST /v1/jobs' AND created_at >= ?"""), accepted, mistakes);
        long quarantined = count(gateway, "SELECT count(*) FROM outbox_quarantine");
        if (quarantined > 0) {
            mistakes.add("%d commands in quarantine".formatted(quarantined));
        }
        return mistakes;
    }

    private static void compare(String who, Set<UUID> found, Set<UUID> accepted, List<String> mistakes) {
        Set<UUID> missing = new HashSet<>(accepted);
        missing.removeAll(found);
        Set<UUID> extra = new HashSet<>(found);
        extra.removeAll(accepted);
        if (!missing.isEmpty() || !extra.isEmpty()) {
            mistakes.add("%s lacks %d accepted jobs and has %d that nobody submitted"
                    .formatted(who, missing.size(), extra.size()));
        }
    }

    private static long count(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private Set<UUID> ids(Connection connection, String query) throws SQLException {
        Set<UUID> ids = new HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setObject(1, begin);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    ids.add(row.getObject(1, UUID.class));
                }
            }
        }
        return ids;
    }

    @Override
    public void close() throws SQLException {
        try (gateway;
                orchestrator) {
            gateway.clearWarnings();
        }
    }
}
