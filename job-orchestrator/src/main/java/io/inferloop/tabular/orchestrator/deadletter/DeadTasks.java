package io.inferloop.tabular.orchestrator.deadletter;

import io.inferloop.tabular.orchestrator.job.Failure;
import io.inferloop.tabular.orchestrator.job.Job;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;

/** The store of tasks that failed for good: what was asked for, how often it was tried, and why it ended. */
public final class DeadTasks {

    private final JdbcTemplate jdbc;

    public DeadTasks(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps the present task of each failed job, in the caller's transaction. */
    public void keep(Collection<Job> failed) {
        List<Object[]> rows = failed.stream().map(DeadTasks::row).toList();
        if (!rows.isEmpty()) {
            jdbc.batchUpdate("""
                    INSERT INTO dead_task (organization, job, task, attempts, dispatch_no, kind, code, message, spec)
                    SELECT j.organization, j.id, ?, ?, ?, ?, ?, ?, j.spec FROM job j WHERE j.organization = ? AND j.id = ?
                    ON CONFLICT DO NOTHING""", rows);
        }
    }

    private static Object[] row(Job job) {
        Failure failure = Objects.requireNonNull(job.history().failure(), () -> job.key() + " failed without a reason");
        return new Object[] {
            job.position().task(),
            job.position().attempt(),
            job.position().dispatchNo(),
            failure.kind().name(),
            failure.code(),
            failure.message(),
            job.key().organization().value(),
            job.key().job()
        };
    }
}
