package io.inferloop.tabular.orchestrator.consume;

import io.inferloop.tabular.orchestrator.job.OrganizationId;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/** The commands that were carried out. Ids mean nothing without the organization that chose them. */
final class Inbox {

    record Entry(OrganizationId organization, UUID command) {

        static Entry of(Command command) {
            return new Entry(command.key().organization(), command.id());
        }
    }

    private final JdbcTemplate jdbc;

    Inbox(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Enters the commands, in the caller's transaction, and returns those that were not there before. */
    Set<Entry> enter(Collection<Command> commands) {
        var entries = commands.stream().map(Entry::of).distinct().toList();
        return new HashSet<>(jdbc.query(
                """
                INSERT INTO inbox (organization, command)
                SELECT * FROM unnest(?::text[]::uuid[], ?::text[]::uuid[]) ORDER BY 1, 2
                ON CONFLICT DO NOTHING RETURNING organization, command""",
                (row, n) -> new Entry(new OrganizationId(row.getObject(1, UUID.class)), row.getObject(2, UUID.class)),
                entries.stream().map(entry -> entry.organization().toString()).toArray(String[]::new),
                entries.stream().map(entry -> entry.command().toString()).toArray(String[]::new)));
    }
}
