package io.inferloop.tabular.gateway.job;

import io.inferloop.tabular.gateway.account.Caller;
import io.inferloop.tabular.gateway.web.ApiProblem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every change of every job, in PostgreSQL, in the order of its sequence: what streams replay and follow, whichever instance received it.
 * Kept for {@link #KEPT} after the job's end; of an older job its last state alone is told.
 */
@Component
public class JobEvents {

    static final Duration KEPT = Duration.ofHours(24);
    private static final int PAGE = 100;
    private static final int PRUNED_JOBS = 500;

    private final JdbcClient jdbc;
    private final Jobs jobs;
    private final JobWaiters waiters;
    private final JsonMapper json;
    private final Clock clock;

    JobEvents(JdbcClient jdbc, Jobs jobs, JobWaiters waiters, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.jobs = jobs;
        this.waiters = waiters;
        this.json = json;
        this.clock = clock;
    }

    /** Takes changes in, one statement for all; what is there already stays. */
    void add(Collection<Job> changes) {
        List<Row> rows = changes.stream().map(Row::of).toList();
        jdbc.sql("""
                INSERT INTO job_event (organization_id, job_id, sequence, state, last, snapshot)
                SELECT organization_id, job_id, sequence, state, last, snapshot
                FROM json_to_recordset(?::json) AS r(organization_id uuid, job_id uuid, sequence bigint, state text,
                  last boolean, snapshot json)
                ORDER BY organization_id, job_id, sequence
                ON CONFLICT DO NOTHING""").param(json.writeValueAsString(rows)).update();
    }

    /**
     * The job as it stands. Its sequence is 0 while nothing has been heard of a submission.
     *
     * @throws ApiProblem 404 when the caller has no such job
     */
    public JobEvent newest(Caller caller, UUID id) {
        return event(find(caller, id), null, caller);
    }

    /**
     * The next changes after a sequence, at most a page of them. Waits for one; empty when none came in time. Blocks the caller's thread,
     * which is a virtual one.
     *
     * @param lookEvery how soon changes are seen that another instance received; those received here are seen at once
     */
    public List<JobEvent> await(Caller caller, UUID id, long after, Duration longest, Duration lookEvery)
            throws InterruptedException {
        return waiters.await(new JobId(id), () -> look(caller, id, after), news -> !news.isEmpty(), longest, lookEvery);
    }

    private List<JobEvent> look(Caller caller, UUID id, long after) {
        // In this order: events are stored before the job is, so a job that has ended here has its last event there.
        Job job = find(caller, id);
        List<JobEvent> events = after(caller, id, after);
        boolean pruned = events.isEmpty() && job.state().isLast() && job.sequence() > after;
        return pruned ? List.of(event(job, null, caller)) : events;
    }

    private List<JobEvent> after(Caller caller, UUID id, long sequence) {
        return jdbc.sql("""
                        SELECT e.organization_id, e.job_id AS id, e.sequence, j.type, e.state, j.spec, e.snapshot, j.created_at,
                          j.metadata, j.cancel_requested_at,
                          (SELECT p.state FROM job_event p WHERE p.organization_id = e.organization_id
                             AND p.job_id = e.job_id AND p.sequence < e.sequence
                           ORDER BY p.sequence DESC LIMIT 1) AS state_before
                        FROM job_event e JOIN job j ON j.organization_id = e.organization_id AND j.id = e.job_id
                        WHERE e.organization_id = ? AND e.job_id = ? AND e.sequence > ?
                        ORDER BY e.sequence LIMIT ?""")
                .params(caller.organizationId().value(), id, sequence, PAGE)
                .query((row, n) -> event(row, caller))
                .list();
    }

    private JobEvent event(ResultSet row, Caller caller) throws SQLException {
        return event(jobs.job(row), row.getString("state_before"), caller);
    }

    private JobEvent event(Job job, @Nullable String stateBefore, Caller caller) {
        String name = job.state().name().equals(stateBefore)
                ? "progress"
                : job.state().text();
        return new JobEvent(
                job.sequence(),
                "job." + name,
                job.state().isLast(),
                json.writeValueAsString(JobBody.of(job, caller.plan(), json)));
    }

    private Job find(Caller caller, UUID id) {
        Optional<Job> job = jobs.find(caller.organizationId(), new JobId(id));
        return job.orElseThrow(() -> JobController.unknown(id));
    }

    /** Forgets the events of jobs that ended long ago, a bounded piece after the other. */
    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT1M")
    void prune() {
        int found;
        do {
            found = jdbc.sql("""
                            WITH ended AS (
                              SELECT organization_id, job_id FROM job_event WHERE last AND received_at < ?
                              ORDER BY received_at LIMIT ?),
                            gone AS (
                              DELETE FROM job_event e USING ended d
                              WHERE e.organization_id = d.organization_id AND e.job_id = d.job_id)
                            SELECT count(*) FROM ended""")
                    .params(clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC), PRUNED_JOBS)
                    .query(Integer.class)
                    .single();
        } while (found == PRUNED_JOBS);
    }

    /** An event as a row of the record set, by the columns' names. */
    private record Row(
            UUID organizationId, UUID jobId, long sequence, String state, boolean last, Job.Snapshot snapshot) {

        static Row of(Job job) {
            return new Row(
                    job.organization().value(),
                    job.id().value(),
                    job.sequence(),
                    job.state().name(),
                    job.state().isLast(),
                    job.snapshot());
        }
    }
}
