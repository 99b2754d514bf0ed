package io.inferloop.tabular.orchestrator.job;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Jobs whose time has come, by the database's clock. Each method locks what it returns and passes over what others
 * hold: whoever holds a row is changing it, and the next sweep sees what became of it.
 */
public final class DueJobs {

    private static final String LOCK = " ORDER BY j.organization, j.id LIMIT ? FOR UPDATE OF j SKIP LOCKED";

    private final JdbcTemplate jdbc;
    private final JobRows rows = new JobRows();

    public DueJobs(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Dispatched, and nobody has started them in time. */
    public List<Job> notStartedInTime(int limit) {
        return select("j.state = 'DISPATCHED' AND j.run IS NULL AND j.due_at < now()", limit);
    }

    /** Waiting for their next attempt, and the backoff is over. */
    public List<Job> readyForNextAttempt(int limit) {
        return select("j.state = 'RETRY_WAIT' AND j.due_at <= now()", limit);
    }

    /** Never started, and past their deadline. */
    public List<Job> pastDeadline(int limit) {
        return select(
                "j.deadline <= now() AND j.deadline IS NOT NULL AND NOT j.started"
                        + " AND j.state IN ('QUEUED', 'DISPATCHED') AND j.run IS NULL",
                limit);
    }

    /** Not over, nor about to be, although their time is. */
    public List<Job> outOfTime(int limit) {
        return select(
                "j.cancel_at <= now() AND j.cancel_at IS NOT NULL"
                        + " AND j.state IN ('QUEUED', 'DISPATCHED', 'RUNNING', 'RETRY_WAIT')",
                limit);
    }

    /** Bound, and their lease ended before {@code known}: the instant up to which every heartbeat has been seen. */
    public List<Job> leaseEndedBefore(Instant known, int limit) {
        return jdbc.query(
                "SELECT " + JobRows.COLUMNS + " FROM job j WHERE j.state IN ('RUNNING', 'CANCELLING') AND j.due_at < ?"
                        + LOCK,
                rows,
                OffsetDateTime.ofInstant(known, ZoneOffset.UTC),
                limit);
    }

    private List<Job> select(String due, int limit) {
        return jdbc.query("SELECT " + JobRows.COLUMNS + " FROM job j WHERE " + due + LOCK, rows, limit);
    }
}
