package io.inferloop.tabular.orchestrator.admission;

import io.inferloop.tabular.orchestrator.job.JobKey;
import io.inferloop.tabular.orchestrator.job.OrganizationId;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/** Cancellations of jobs that were not submitted yet. */
public final class Tombstones {

    private final JdbcTemplate jdbc;

    public Tombstones(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    public void add(Collection<JobKey> keys) {
        if (!keys.isEmpty()) {
            jdbc.update("""
                    INSERT INTO tombstone (organization, job)
                    SELECT * FROM unnest(?::text[]::uuid[], ?::text[]::uuid[]) ORDER BY 1, 2 ON CONFLICT DO NOTHING""", organizations(keys), jobs(keys));
        }
    }

    /** Those of the keys that were cancelled already. */
    public Set<JobKey> among(Collection<JobKey> keys) {
        return keys.isEmpty()
                ? Set.of()
                : new HashSet<>(jdbc.query(
                        """
                        SELECT organization, job FROM tombstone JOIN unnest(?::text[]::uuid[], ?::text[]::uuid[])
                          AS key(organization, job) USING (organization, job)""",
                        (row, n) -> new JobKey(
                                new OrganizationId(row.getObject(1, UUID.class)), row.getObject(2, UUID.class)),
                        organizations(keys),
                        jobs(keys)));
    }

    static String[] organizations(Collection<JobKey> keys) {
        return keys.stream().map(key -> key.organization().toString()).toArray(String[]::new);
    }

    static String[] jobs(Collection<JobKey> keys) {
        return keys.stream().map(key -> key.job().toString()).toArray(String[]::new);
    }
}
