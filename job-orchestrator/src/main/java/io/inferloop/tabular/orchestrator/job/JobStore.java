package io.inferloop.tabular.orchestrator.job;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Jobs in PostgreSQL, always many at a time. Every method runs inside the caller's transaction, and rows are locked
 * in the order of their keys before anything is decided. The fence stands here and nowhere else: {@link #bind} and
 * {@link #loadBound} are the only ways in which a worker's report reaches a job.
 */
public final class JobStore {

    // CAST of text[] rather than typed arrays: the driver binds String[] without a round trip for the type.
    private static final String KEYS =
            "(SELECT DISTINCT * FROM unnest(?::text[]::uuid[], ?::text[]::uuid[]) AS key(organization, id))";

    private static final String FENCES = """
            unnest(?::text[]::uuid[], ?::text[]::uuid[], ?::text[]::int[], ?::text[]::int[], ?::text[]::uuid[])
              AS fence(organization, id, attempt, dispatch_no, run)""";

    private final JdbcTemplate jdbc;
    private final JobRows rows = new JobRows();
    private final JobDocuments documents = new JobDocuments();

    public JobStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The database's time, one and the same through the whole transaction. */
    public Instant now() {
        var now = jdbc.queryForObject("SELECT transaction_timestamp()", OffsetDateTime.class);
        return Objects.requireNonNull(now, "transaction_timestamp()").toInstant();
    }

    /** Locks the rows that exist, in the order of their keys, and returns them. */
    public Map<JobKey, Job> lock(Collection<JobKey> keys) {
        if (keys.isEmpty()) {
            return Map.of();
        }
        var jobs = new HashMap<JobKey, Job>();
        jdbc.query(
                        """
                SELECT %s FROM job j JOIN %s k ON j.organization = k.organization AND j.id = k.id
                ORDER BY j.organization, j.id FOR UPDATE OF j""".formatted(JobRows.COLUMNS, KEYS),
                        rows,
                        column(keys, JobStore::organization),
                        column(keys, JobStore::id))
                .forEach(job -> jobs.put(job.key(), job));
        return jobs;
    }

    /** Reads without locking. */
    public Map<JobKey, Job> find(Collection<JobKey> keys) {
        if (keys.isEmpty()) {
            return Map.of();
        }
        var jobs = new HashMap<JobKey, Job>();
        jdbc.query(
                        "SELECT %s FROM job j JOIN %s k ON j.organization = k.organization AND j.id = k.id"
                                .formatted(JobRows.COLUMNS, KEYS),
                        rows,
                        column(keys, JobStore::organization),
                        column(keys, JobStore::id))
                .forEach(job -> jobs.put(job.key(), job));
        return jobs;
    }

    /** Locks the rows that the fences name, in the order of their keys, without reading them. */
    public void lockRows(Collection<Fence> fences) {
        jdbc.query(
                """
                SELECT 1 FROM job j JOIN %s k ON j.organization = k.organization AND j.id = k.id
                ORDER BY j.organization, j.id FOR UPDATE OF j""".formatted(KEYS),
                row -> {},
                column(fences, fence -> organization(fence.key())),
                column(fences, fence -> id(fence.key())));
    }

    /**
     * Binds each dispatch that is still free to the first run that names it. Everything else is left as it is: a
     * dispatch that is taken, one that is no longer the newest, one of an earlier attempt, a job that has moved on.
     */
    public void bind(Collection<Fence> claims) {
        record Dispatch(JobKey key, int attempt, int dispatchNo) {}
        var seen = new HashSet<Dispatch>();
        var first = claims.stream()
                .filter(claim -> seen.add(new Dispatch(claim.key(), claim.attempt(), claim.dispatchNo())))
                .toList();
        jdbc.update("""
                UPDATE job j SET run = fence.run FROM %s
                WHERE j.organization = fence.organization AND j.id = fence.id
                  AND j.state = 'DISPATCHED' AND j.attempt = fence.attempt AND j.dispatch_no = fence.dispatch_no
                  AND j.run IS NULL""".formatted(FENCES), parameters(first));
    }

    /** The jobs whose bound run is the one that the fence names. Fences that are missing in the answer are stale. */
    public Map<Fence, Job> loadBound(Collection<Fence> fences) {
        var bound = new HashMap<Fence, Job>();
        jdbc.query(
                """
                SELECT %s, fence.organization AS fence_organization, fence.id AS fence_id,
                       fence.attempt AS fence_attempt, fence.dispatch_no AS fence_dispatch_no, fence.run AS fence_run
                FROM %s JOIN job j ON j.organization = fence.organization AND j.id = fence.id
                 AND j.attempt = fence.attempt AND j.dispatch_no = fence.dispatch_no AND j.run = fence.run""".formatted(JobRows.COLUMNS, FENCES),
                row -> {
                    var fence = new Fence(
                            new JobKey(
                                    new OrganizationId(row.getObject("fence_organization", UUID.class)),
                                    row.getObject("fence_id", UUID.class)),
                            row.getInt("fence_attempt"),
                            row.getInt("fence_dispatch_no"),
                            new RunId(row.getObject("fence_run", UUID.class)));
                    bound.put(fence, rows.mapRow(row, 0));
                },
                parameters(new LinkedHashSet<>(fences)));
        return bound;
    }

    /** Stores new jobs and returns them as stored; a key that is taken keeps its job and is left out. */
    public List<Job> insert(Collection<Job> jobs) {
        if (jobs.isEmpty()) {
            return List.of();
        }
        var sorted = jobs.stream()
                .sorted((a, b) -> a.key().compareTo(b.key()))
                .map(Job::nextSequence)
                .toList();
        Set<JobKey> inserted = new HashSet<>(jdbc.query(
                """
                INSERT INTO job (organization, id, state, lane, priority, task, attempt, dispatch_no, deadline, cancel_at, sequence,
                                 spec, spec_view, created_at, history, results)
                SELECT * FROM unnest(?::text[]::uuid[], ?::text[]::uuid[], ?::text[], ?::text[], ?::text[]::smallint[],
                                     ?::text[]::smallint[], ?::text[]::int[], ?::text[]::int[], ?::text[]::timestamptz[], ?::text[]::timestamptz[],
                                     ?::text[]::bigint[], ?::text[]::jsonb[], ?::text[], ?::text[]::timestamptz[], ?::text[]::jsonb[],
                                     ?::text[]::jsonb[])
                ON CONFLICT DO NOTHING
                RETURNING organization, id""",
                (row, n) -> new JobKey(new OrganizationId(row.getObject(1, UUID.class)), row.getObject(2, UUID.class)),
                column(sorted, job -> organization(job.key())),
                column(sorted, job -> id(job.key())),
                column(sorted, job -> job.state().name()),
                column(sorted, job -> job.lane().name()),
                column(sorted, job -> Integer.toString(job.definition().priority())),
                column(sorted, job -> Integer.toString(job.position().task())),
                column(sorted, job -> Integer.toString(job.position().attempt())),
                column(sorted, job -> Integer.toString(job.position().dispatchNo())),
                column(sorted, job -> text(job.definition().deadline())),
                column(sorted, job -> text(job.definition().cancelAt())),
                column(sorted, job -> Long.toString(job.sequence())),
                column(sorted, job -> documents.write(job.definition().spec())),
                column(sorted, job -> job.definition().specView()),
                column(sorted, job -> text(job.definition().createdAt())),
                column(sorted, job -> documents.write(job.history())),
                column(sorted, job -> documents.write(job.results()))));
        return sorted.stream().filter(job -> inserted.contains(job.key())).toList();
    }

    /**
     * Stores what became of jobs that this transaction has locked, under their next sequence number, and returns them
     * so.
     *
     * @throws IllegalStateException when a row is not the one that was loaded
     */
    public List<Job> update(Collection<Job> jobs) {
        if (jobs.isEmpty()) {
            return List.of();
        }
        var next = jobs.stream().map(Job::nextSequence).toList();
        int updated = jdbc.update(
                """
                UPDATE job j SET state = c.state, lane = c.lane, task = c.task, attempt = c.attempt,
                    dispatch_no = c.dispatch_no, run = c.run, due_at = c.due_at, started = c.started,
                    sequence = c.sequence, history = c.history, results = c.results,
                    queued_at = CASE WHEN c.state = 'QUEUED' THEN now() ELSE j.queued_at END
                FROM unnest(?::text[]::uuid[], ?::text[]::uuid[], ?::text[], ?::text[], ?::text[]::smallint[], ?::text[]::int[],
                            ?::text[]::int[], ?::text[]::uuid[], ?::text[]::timestamptz[], ?::text[]::boolean[], ?::text[]::bigint[],
                            ?::text[]::jsonb[], ?::text[]::jsonb[])
                  AS c(organization, id, state, lane, task, attempt, dispatch_no, run, due_at, started, sequence, history,
                       results)
                WHERE j.organization = c.organization AND j.id = c.id AND j.sequence = c.sequence - 1""",
                column(next, job -> organization(job.key())),
                column(next, job -> id(job.key())),
                column(next, job -> job.state().name()),
                column(next, job -> job.lane().name()),
                column(next, job -> Integer.toString(job.position().task())),
                column(next, job -> Integer.toString(job.position().attempt())),
                column(next, job -> Integer.toString(job.position().dispatchNo())),
                column(
                        next,
                        job -> job.position().run() == null
                                ? null
                                : job.position().run().toString()),
                column(next, job -> text(job.dueAt())),
                column(next, job -> Boolean.toString(job.hasStarted())),
                column(next, job -> Long.toString(job.sequence())),
                column(next, job -> documents.write(job.history())),
                column(next, job -> documents.write(job.results())));
        if (updated != next.size()) {
            throw new IllegalStateException("%d of %d jobs changed under their lock, first of them %s"
                    .formatted(
                            next.size() - updated, next.size(), next.getFirst().key()));
        }
        return next;
    }

    /** Lets no lease end before {@code until}. @return how many jobs hold one */
    public int extendLeases(Instant until) {
        return jdbc.update("""
                WITH held AS (SELECT organization, id FROM job WHERE state IN ('RUNNING', 'CANCELLING')
                              ORDER BY organization, id FOR UPDATE)
                UPDATE job j SET due_at = GREATEST(j.due_at, ?) FROM held
                WHERE j.organization = held.organization AND j.id = held.id""", OffsetDateTime.ofInstant(until, ZoneOffset.UTC));
    }

    private static Object[] parameters(Collection<Fence> fences) {
        return new Object[] {
            column(fences, fence -> organization(fence.key())),
            column(fences, fence -> id(fence.key())),
            column(fences, fence -> Integer.toString(fence.attempt())),
            column(fences, fence -> Integer.toString(fence.dispatchNo())),
            column(fences, fence -> fence.run().toString())
        };
    }

    private static String organization(JobKey key) {
        return key.organization().toString();
    }

    private static String id(JobKey key) {
        return key.job().toString();
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    /** One column of an {@code unnest}, as text; PostgreSQL casts it. */
    private static <T> @Nullable String[] column(Collection<T> records, Function<T, @Nullable String> value) {
        var texts = new ArrayList<@Nullable String>(records.size());
        records.forEach(each -> texts.add(value.apply(each)));
        return texts.toArray(new String[0]);
    }
}
