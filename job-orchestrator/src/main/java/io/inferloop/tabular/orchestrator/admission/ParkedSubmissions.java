package io.inferloop.tabular.orchestrator.admission;

import io.inferloop.tabular.orchestrator.job.JobKey;
import io.inferloop.tabular.orchestrator.job.OrganizationId;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/** Submissions that wait for what they name, as they were signed. */
public final class ParkedSubmissions {

    /**
     * A submission that waits.
     *
     * @param overdue it has waited as long as it may
     */
    public record Parked(JobKey key, byte[] command, boolean overdue) {}

    private final JdbcTemplate jdbc;

    public ParkedSubmissions(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    public void park(Map<JobKey, byte[]> commands) {
        if (!commands.isEmpty()) {
            jdbc.batchUpdate(
                    "INSERT INTO parked_command (organization, job, command) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                    commands.entrySet().stream()
                            .map(parked -> new Object[] {
                                parked.getKey().organization().value(),
                                parked.getKey().job(),
                                parked.getValue()
                            })
                            .toList());
        }
    }

    /** Those of the keys that wait here. */
    public Set<JobKey> among(Collection<JobKey> keys) {
        return keys.isEmpty()
                ? Set.of()
                : new HashSet<>(jdbc.query(
                        """
                        SELECT organization, job FROM parked_command JOIN unnest(?::text[]::uuid[], ?::text[]::uuid[])
                          AS key(organization, job) USING (organization, job)""",
                        (row, n) -> new JobKey(
                                new OrganizationId(row.getObject(1, UUID.class)), row.getObject(2, UUID.class)),
                        Tombstones.organizations(keys),
                        Tombstones.jobs(keys)));
    }

    /** Locks and returns those that wait, the longest first; what somebody else holds is passed over. */
    public List<Parked> lock(Duration patience, int limit) {
        return jdbc.query(
                """
                SELECT organization, job, command, parked_at < now() - make_interval(secs => ?) AS overdue
                FROM parked_command ORDER BY parked_at LIMIT ? FOR UPDATE SKIP LOCKED""",
                (row, n) -> new Parked(
                        new JobKey(new OrganizationId(row.getObject(1, UUID.class)), row.getObject(2, UUID.class)),
                        row.getBytes(3),
                        row.getBoolean(4)),
                patience.toMillis() / 1000.0,
                limit);
    }

    public void release(Collection<JobKey> keys) {
        if (!keys.isEmpty()) {
            jdbc.update("""
                    DELETE FROM parked_command p USING unnest(?::text[]::uuid[], ?::text[]::uuid[]) AS key(organization, job)
                    WHERE p.organization = key.organization AND p.job = key.job""", Tombstones.organizations(keys), Tombstones.jobs(keys));
        }
    }
}
