package io.inferloop.tabular.e2e;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** What the services have written down, looked at from outside. Only for what no client can see. */
final class Tables {

    private final String url;
    private final String user;
    private final String password;

    Tables(RunningStack stack) throws IOException, InterruptedException {
        this.url = stack.connection("postgres", "url");
        this.user = stack.connection("postgres", "user");
        this.password = stack.connection("postgres", "password");
    }

    /** Jobs at work, of any lane or of one. */
    long running(String lanes) throws SQLException {
        return count("SELECT count(*) FROM orchestrator.job WHERE state = 'RUNNING' AND lane LIKE '" + lanes + "'");
    }

    /** Jobs that have not come to their end, in the eyes of the one authority on them. */
    long underWay() throws SQLException {
        return count("SELECT count(*) FROM orchestrator.job WHERE state NOT IN ('SUCCEEDED', 'CANCELLED')");
    }

    /** Every job that a client asked for, in both services' eyes; profiles are made of every dataset without being asked for. */
    Set<UUID> jobs() throws SQLException {
        Set<UUID> jobs = new HashSet<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        SELECT id FROM orchestrator.job WHERE spec ->> 'type' <> 'profile'
                        UNION SELECT id FROM gateway.job WHERE type <> 'profile'
                        """)) {
            while (rows.next()) {
                jobs.add(rows.getObject(1, UUID.class));
            }
        }
        return jobs;
    }

    /** What has not come to rest: rows that were not sent or never will be, jobs under way, tasks given up. */
    String unrest() throws SQLException {
        StringBuilder unrest = new StringBuilder();
        for (String rows : new String[] {
            "gateway.outbox",
            "gateway.outbox_quarantine",
            "gateway.job WHERE state NOT IN ('SUCCEEDED', 'CANCELLED')",
            "gateway.job WHERE enqueue_again_at IS NOT NULL",
            "orchestrator.outbox",
            "orchestrator.outbox_quarantine",
            "orchestrator.parked_command",
            "orchestrator.dead_task",
            "orchestrator.job WHERE state NOT IN ('SUCCEEDED', 'CANCELLED') OR run IS NOT NULL OR due_at IS NOT NULL"
        }) {
            long count = count("SELECT count(*) FROM " + rows);
            if (count > 0) {
                unrest.append("%d rows in %s; ".formatted(count, rows));
            }
        }
        return unrest.toString();
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long count(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }
}
