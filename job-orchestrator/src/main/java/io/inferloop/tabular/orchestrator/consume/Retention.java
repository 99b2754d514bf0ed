package io.inferloop.tabular.orchestrator.consume;

import io.inferloop.tabular.orchestrator.sweep.Sweep;
import java.time.Duration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Forgets commands and tombstones that outlived every record that could repeat them. */
final class Retention implements Sweep {

    private static final String OLD =
            " WHERE ctid IN (SELECT ctid FROM %s WHERE received_at < now() - make_interval(secs => ?) LIMIT ?)";

    private final JdbcTemplate jdbc;
    private final Duration kept;

    Retention(JdbcTemplate jdbc, Duration kept) {
        this.jdbc = jdbc;
        this.kept = kept;
    }

    @Override
    public int sweep() {
        return Math.max(forget("inbox"), forget("tombstone"));
    }

    private int forget(String table) {
        return jdbc.update("DELETE FROM " + table + OLD.formatted(table), (double) kept.toSeconds(), LIMIT);
    }
}
