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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The view of jobs in PostgreSQL. Newer snapshots replace older ones and never the other way round. */
@Repository
class Jobs {

    private static final String COLUMNS = """
            j.organization_id, j.id, j.sequence, j.type, j.state, j.spec, j.snapshot, j.created_at, j.metadata,
            j.cancel_requested_at""";

    private static final TypeReference<Map<String, String>> WORDS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Jobs(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    Optional<Job> find(OrganizationId organization, JobId id) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM job j WHERE j.organization_id = ? AND j.id = ?")
                .params(organization.value(), id.value())
                .query((row, n) -> job(row))
                .optional();
    }

    /**
     * Newest first, from just after the cursor. Read in the order of an index: several states are as many short lists merged, so that none
     * is searched for through all the others.
     */
    List<Job> page(OrganizationId organization, JobFilter filter, @Nullable JobCursor after, int limit) {
        String newestFirst = " ORDER BY created_at DESC, id DESC LIMIT :limit";
        String list = "SELECT %s FROM job j%s WHERE j.organization_id = :organization%s%s"
                .formatted(COLUMNS, JobConditions.joins(filter), JobConditions.of(filter), JobConditions.after(after));
        String sql = filter.states().size() <= 1
                ? list + JobConditions.state(filter.states()) + newestFirst
                : filter.states().stream()
                        .map(state -> "(" + list + JobConditions.state(Set.of(state)) + newestFirst + ")")
                        .collect(Collectors.joining(" UNION ALL ", "SELECT * FROM (", ") j" + newestFirst));
        return jdbc.sql(sql)
                .param("organization", organization.value())
                .params(JobConditions.parameters(filter, after))
                .param("limit", limit)
                .query((row, n) -> job(row))
                .list();
    }

    /** A job of ours as it is queued, and its command's bytes. */
    record Submitted(Job job, byte[] command) {}

    /** Stores submissions; their commands are kept until an event proves that they arrived. */
    void submit(List<Submitted> submissions, Duration confirmWithin) {
        jdbc.sql("""
                INSERT INTO job (organization_id, id, sequence, type, state, spec, snapshot, created_at, metadata, command,
                  enqueue_again_at)
                SELECT organization, id, sequence, type, state, spec, snapshot, created_at, metadata, command,
                  created_at + make_interval(secs => ?)
                FROM unnest(?::text[]::uuid[], ?::text[]::uuid[], ?::text[]::bigint[], ?::text[], ?::text[],
                  ?::text[]::json[], ?::text[]::json[], ?::text[]::timestamptz[], ?::text[]::json[], ?::bytea[])
                  AS s(organization, id, sequence, type, state, spec, snapshot, created_at, metadata, command)""")
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
                        texts(
                                submissions,
                                job -> json.writeValueAsString(job.own().metadata())),
                        submissions.stream().map(Submitted::command).toArray(byte[][]::new))
                .update();
        submissions.stream().map(Submitted::job).forEach(this::index);
    }

    /** Metadata as rows, for lists by it. */
    private void index(Job job) {
        job.own()
                .metadata()
                .forEach((key, value) -> jdbc.sql("INSERT INTO job_metadata VALUES (?, ?, ?, ?, ?)")
                        .params(
                                job.organization().value(),
                                key,
                                value,
                                job.createdAt().atOffset(ZoneOffset.UTC),
                                job.id().value())
                        .update());
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
            WHERE job.sequence < excluded.sequence\
            """).param(json.writeValueAsString(rows)).update();
    }

    /** Submissions of which no event came back in time, locked for this transaction; those still on their way out are left alone. */
    List<Unconfirmed> lockUnconfirmed(Instant now, int limit) {
        return jdbc.sql("""
            SELECT j.organization_id, j.id, j.command, j.created_at FROM job j
            WHERE j.enqueue_again_at < ? AND NOT EXISTS (
              SELECT 1 FROM outbox o WHERE o.record_key = j.organization_id || '|' || j.id)
            ORDER BY j.enqueue_again_at LIMIT ? FOR UPDATE OF j SKIP LOCKED\
            """)
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

    void cancelRequested(OrganizationId organization, JobId id, Instant time) {
        jdbc.sql("UPDATE job SET cancel_requested_at = ? WHERE organization_id = ? AND id = ?")
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

    /** From a row with the columns of {@code job}. */
    Job job(ResultSet row) throws SQLException {
        OffsetDateTime cancelRequestedAt = row.getObject("cancel_requested_at", OffsetDateTime.class);
        return new Job(
                new OrganizationId(row.getObject("organization_id", UUID.class)),
                new JobId(row.getObject("id", UUID.class)),
                row.getLong("sequence"),
                row.getString("type"),
                JobState.valueOf(row.getString("state")),
                row.getString("spec"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                json.readValue(row.getString("snapshot"), Job.Snapshot.class),
                new Job.Own(
                        json.readValue(row.getString("metadata"), WORDS),
                        cancelRequestedAt == null ? null : cancelRequestedAt.toInstant()));
    }
}
