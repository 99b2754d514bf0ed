package io.inferloop.tabular.gateway.storage;

import io.inferloop.tabular.gateway.account.OrganizationId;
import io.inferloop.tabular.platform.plan.PlanCatalogue;
import io.inferloop.tabular.platform.storage.ObjectStore;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * What finished jobs have in the object store, and its end: results when the plan's retention is over, profiles when their dataset is
 * deleted, and what failed, fenced and cancelled runs left behind some time after their job's end. A job that lives is not in here.
 */
@Component
@EnableConfigurationProperties(RetentionProperties.class)
public class KeptResults {

    private static final Logger log = LoggerFactory.getLogger(KeptResults.class);

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final ObjectStore store;
    private final PlanCatalogue plans;
    private final StorageLedger ledger;
    private final SweepLead lead;
    private final RetentionProperties properties;

    KeptResults(
            JdbcClient jdbc,
            JsonMapper json,
            ObjectStore store,
            PlanCatalogue plans,
            StorageLedger ledger,
            SweepLead lead,
            RetentionProperties properties) {
        this.jdbc = jdbc;
        this.json = json;
        this.store = store;
        this.plans = plans;
        this.ledger = ledger;
        this.lead = lead;
        this.properties = properties;
    }

    /** Takes them in, one statement for all, and in the same one what they add to their organizations' storage. A job counts once. */
    public void add(Collection<FinishedJob> jobs) {
        if (jobs.isEmpty()) {
            return;
        }
        jdbc.sql("""
                WITH added AS (
                  INSERT INTO job_output (organization_id, job_id, kept_keys, size_bytes, finished_at, leftovers_at, dataset_id)
                  SELECT organization_id, job_id, kept_keys, size_bytes, finished_at,
                         CASE WHEN leftovers THEN now() + make_interval(secs => ?) END, dataset_id
                  FROM json_to_recordset(?::json) AS r(organization_id uuid, job_id uuid, kept_keys text[],
                    size_bytes bigint, finished_at timestamptz, leftovers boolean, dataset_id uuid)
                  ON CONFLICT DO NOTHING
                  RETURNING organization_id, size_bytes)
                INSERT INTO storage_change (organization_id, bytes)
                SELECT organization_id, sum(size_bytes) FROM added WHERE size_bytes > 0 GROUP BY organization_id""")
                .params(properties.settle().toMillis() / 1000.0, json.writeValueAsString(jobs))
                .update();
    }

    /** Some of a job's outputs were deleted before their time. Inside the caller's transaction. */
    public void released(OrganizationId organization, UUID job, long bytes) {
        boolean kept =
                jdbc.sql("""
                        UPDATE job_output SET size_bytes = size_bytes - ?
                        WHERE organization_id = ? AND job_id = ? AND size_bytes >= ?""").params(bytes, organization.value(), job, bytes).update() == 1;
        if (kept && bytes > 0) {
            ledger.changed(organization, -bytes);
        }
    }

    @Scheduled(fixedDelayString = "${tabular.retention.sweep-every:10s}")
    void sweep() {
        lead.sweep(SweepLead.Sweep.RESULTS, this::expired);
        lead.sweep(SweepLead.Sweep.LEFTOVERS, this::leftovers);
    }

    private int expired() {
        List<String> ids = List.copyOf(plans.ids());
        List<Kept> expired = jdbc.sql("""
                        (SELECT j.* FROM job_output j JOIN organization o ON o.id = j.organization_id
                           JOIN unnest(?::text[], ?::text[]::int[]) AS p(plan, days) ON p.plan = o.plan
                         WHERE j.dataset_id IS NULL AND j.finished_at < now() - make_interval(days => p.days)
                         ORDER BY j.finished_at LIMIT ?)
                        UNION ALL
                        (SELECT j.* FROM job_output j
                         WHERE j.dataset_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dataset d WHERE d.id = j.dataset_id)
                         LIMIT ?)""")
                .params(
                        ids.toArray(String[]::new),
                        ids.stream()
                                .map(id -> Integer.toString(plans.plan(id).resultRetentionDays()))
                                .toArray(String[]::new),
                        SweepLead.PIECE,
                        SweepLead.PIECE)
                .query((row, n) -> Kept.of(row))
                .list();
        for (Kept kept : expired) {
            delete(kept, Set.of());
            if (kept.sizeBytes() > 0) {
                ledger.changed(kept.organization(), -kept.sizeBytes());
            }
            forget(kept);
            log.info("Job {} of organization {}: its outputs have expired", kept.job(), kept.organization());
        }
        return expired.size();
    }

    private int leftovers() {
        List<Kept> due = jdbc.sql("SELECT * FROM job_output WHERE leftovers_at <= now() ORDER BY leftovers_at LIMIT ?")
                .param(SweepLead.PIECE)
                .query((row, n) -> Kept.of(row))
                .list();
        for (Kept kept : due) {
            delete(kept, kept.keys());
            if (kept.keys().isEmpty()) {
                forget(kept);
            } else {
                jdbc.sql("UPDATE job_output SET leftovers_at = NULL WHERE organization_id = ? AND job_id = ?")
                        .params(kept.organization().value(), kept.job())
                        .update();
            }
        }
        return due.size();
    }

    private void delete(Kept kept, Set<String> butNot) {
        for (String key : store.keys("organizations/%s/jobs/%s/".formatted(kept.organization(), kept.job()))) {
            if (!butNot.contains(key)) {
                store.delete(key);
            }
        }
    }

    private void forget(Kept kept) {
        jdbc.sql("DELETE FROM job_output WHERE organization_id = ? AND job_id = ?")
                .params(kept.organization().value(), kept.job())
                .update();
    }

    private record Kept(OrganizationId organization, UUID job, Set<String> keys, long sizeBytes) {

        static Kept of(ResultSet row) throws SQLException {
            Array keys = row.getArray("kept_keys");
            return new Kept(
                    new OrganizationId(row.getObject("organization_id", UUID.class)),
                    row.getObject("job_id", UUID.class),
                    Set.copyOf(Arrays.asList((String[]) keys.getArray())),
                    row.getLong("size_bytes"));
        }
    }
}
