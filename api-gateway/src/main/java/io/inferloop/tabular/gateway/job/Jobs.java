package io.inferloop.tabular.gateway.job;

import io.inferloop.tabular.gateway.account.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The view of jobs in PostgreSQL. Newer snapshots replace older ones and never the other way round. */
@Repository
class Jobs {

    private static final String COLUMNS = "organization_id, id, sequence, type, state, spec, snapshot, created_at";
    private static final String NEWEST_FIRST = " ORDER BY created_at DESC, id DESC LIMIT ?";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Jobs(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    Optional<Job> find(OrganizationId organization, JobId id) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM job WHERE organization_id = ? AND id = ?")
                .params(organization.value(), id.value())
                .query((row, n) -> job(row))
                .optional();
    }

    /** Newest first, from just after the cursor; without the profiles of datasets, which show in the datasets. */
    List<Job> page(OrganizationId organization, @Nullable JobCursor after, int limit) {
        var statement = after == null
                ? jdbc.sql("SELECT " + COLUMNS + " FROM job WHERE organization_id = ? AND type <> 'profile'"
                                + NEWEST_FIRST)
                        .params(organization.value(), limit)
                : jdbc.sql("SELECT " + COLUMNS
                                + " FROM job WHERE organization_id = ? AND type <> 'profile' AND (created_at, id) < (?, ?)"
                                + NEWEST_FIRST)
                        .params(
                                organization.value(),
                                after.createdAt().atOffset(ZoneOffset.UTC),
                                after.id().value(),
                                limit);
        return statement.query((row, n) -> job(row)).list();
    }

    /** A job of ours as it is queued, and its command's bytes. */
    record Submitted(Job job, byte[] command) {}

    /** Stores submissions; their commands are kept until an event proves that they arrived. */
    void submit(List<Submitted> submissions, Duration confirmWithin) {
        jdbc.sql("""
                INSERT INTO job (organization_id, id, sequence, type, state, spec, snapshot, created_at, command,
                  enqueue_again_at)
                SELECT organization, id, sequence, type, state, spec, snapshot, created_at, command,
                  created_at + make_interval(secs => ?)
                FROM unnest(?::text[]::uuid[], ?::text[]::uuid[], ?::text[]::bigint[], ?::text[], ?::text[],
                  ?::text[]::json[], ?::text[]::json[], ?::text[]::timestamptz[], ?::bytea[])
                  AS s(organization, id, sequence, type, state, spec, snapshot, created_at, command)""")
                .params(
                        confirmWithin.toMillis() / 1000.0,
                        texts(submissions, job -> job.organization().toString()),
                        texts(submissions, job -> job.id().toString()),
                        texts(submissions, job -> Long.toString(job.sequence())),
                        texts(submissions, Job::type),
                        texts(submissions, job -> job.state().name()),
                        texts(submissions, Job::specJson),
                        texts(submissions, job -> json.writeValueAsString(job.snapshot())),
                        texts(submissions, job -> job.createdAt().toString()),
                        submissions.stream().map(Submitted::command).toArray(byte[][]::new))
                .update();
    }

    private static String[] texts(List<Submitted> submissions, Function<Job, String> column) {
        return submissions.stream().map(Submitted::job).map(column).toArray(String[]::new);
    }

    /**
     * Takes snapshots in, one statement for all. At most one per job. Of our own submissions creation time and spec stay as they were
     * answered.
     */
    void upsert(Collection<Job> newest) {
        List<Row> rows = newest.stream().map(Row::of).toList();
        jdbc.sql("""
                INSERT INTO job (organization_id, id, sequence, type, state, spec, snapshot, created_at)
                SELECT organization_id, id, sequence, type, state, spec, snapshot, created_at
                FROM json_to_recordset(?::json) AS r(organization_id uuid, id uuid, sequence bigint, type text,
                  state text, spec json, snapshot json, created_at timestamptz)
                ORDER BY organization_id, id
                ON CONFLICT (organization_id, id) DO UPDATE SET sequence = excluded.sequence, state = excluded.state,
                  snapshot = excluded.snapshot, command = NULL, enqueue_again_at = NULL
                WHERE job.sequence < excluded.sequence""").param(json.writeValueAsString(rows)).update();
    }

    /** Submissions of which no event came back in time, locked for this transaction; those still on their way out are left alone. */
    List<Unconfirmed> lockUnconfirmed(Instant now, int limit) {
        return jdbc.sql("""
                        SELECT j.organization_id, j.id, j.command, j.created_at FROM job j
                        WHERE j.enqueue_again_at < ? AND NOT EXISTS (
                          SELECT 1 FROM outbox o WHERE o.record_key = j.organization_id || '|' || j.id)
                        ORDER BY j.enqueue_again_at LIMIT ? FOR UPDATE OF j SKIP LOCKED""")
                .params(now.atOffset(ZoneOffset.UTC), limit)
                .query((row, n) -> new Unconfirmed(
                        new OrganizationId(row.getObject("organization_id", UUID.class)),
                        new JobId(row.getObject("id", UUID.class)),
                        row.getBytes("command"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    void enqueueAgainAt(OrganizationId organization, JobId id, Instant time) {
        jdbc.sql("UPDATE job SET enqueue_again_at = ? WHERE organization_id = ? AND id = ?")
                .params(time.atOffset(ZoneOffset.UTC), organization.value(), id.value())
                .update();
    }

    /** A submission without an answer from the orchestrator, and the command's bytes. */
    record Unconfirmed(OrganizationId organization, JobId id, byte[] command, Instant createdAt) {}

    /** A job as a row of the record set, by the columns' names. */
    private record Row(
            UUID organizationId,
            UUID id,
            long sequence,
            String type,
            String state,
            @com.fasterxml.jackson.annotation.JsonRawValue String spec,
            Job.Snapshot snapshot,
            Instant createdAt) {

        static Row of(Job job) {
            return new Row(
                    job.organization().value(),
                    job.id().value(),
                    job.sequence(),
                    job.type(),
                    job.state().name(),
                    job.specJson(),
                    job.snapshot(),
                    job.createdAt());
        }
    }

    private Job job(ResultSet row) throws SQLException {
        return new Job(
                new OrganizationId(row.getObject("organization_id", UUID.class)),
                new JobId(row.getObject("id", UUID.class)),
                row.getLong("sequence"),
                row.getString("type"),
                JobState.valueOf(row.getString("state")),
                row.getString("spec"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                json.readValue(row.getString("snapshot"), Job.Snapshot.class));
    }
}
