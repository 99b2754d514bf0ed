package io.inferloop.tabular.orchestrator.lease;

import io.inferloop.tabular.orchestrator.job.JobStore;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How far the task events are known, shared by every orchestrator through the database. Until an instant has been
 * reached by all partitions, a lease that ended before it may have been extended by an event that nobody has read yet.
 */
public final class EventProgress {

    private static final Logger log = LoggerFactory.getLogger(EventProgress.class);

    private final TransactionTemplate transaction;
    private final JdbcTemplate jdbc;
    private final JobStore jobs;
    private final LeaseProperties lease;
    private final int partitions;

    /** @param partitions how many the topic of the task events has at least */
    public EventProgress(
            TransactionTemplate transaction, JdbcTemplate jdbc, JobStore jobs, LeaseProperties lease, int partitions) {
        this.transaction = transaction;
        this.jdbc = jdbc;
        this.jobs = jobs;
        this.lease = lease;
        this.partitions = partitions;
    }

    /**
     * Every event of these partitions that was acknowledged before {@code asOf}, by the database's clock, has been
     * applied. After a gap, runs could not make themselves heard for a while: they get a whole lease to do so.
     */
    public void caughtUp(Collection<Integer> handled, Instant asOf) {
        Integer[] numbers = handled.stream().sorted().toArray(Integer[]::new);
        var time = OffsetDateTime.ofInstant(asOf, ZoneOffset.UTC);
        transaction.executeWithoutResult(status -> {
            var before = jdbc.queryForObject(
                    "SELECT min(caught_up_at) FROM task_event_progress WHERE partition = ANY (?)",
                    OffsetDateTime.class,
                    (Object) numbers);
            if (before != null && Duration.between(before, time).compareTo(lease.outage()) >= 0) {
                int renewed = jobs.extendLeases(asOf.plus(lease.duration()));
                log.warn(
                        "Task events were not known from {} to {}: {} leases begin anew",
                        before.toInstant(),
                        asOf,
                        renewed);
            }
            jdbc.update("""
                    INSERT INTO task_event_progress (partition, caught_up_at) SELECT unnest(?::int[]), ?
                    ON CONFLICT (partition) DO UPDATE
                      SET caught_up_at = GREATEST(task_event_progress.caught_up_at, excluded.caught_up_at)""", numbers, time);
        });
    }

    /** The instant up to which every partition is known; empty while one of them never was. */
    public Optional<Instant> known() {
        var known = jdbc.queryForObject(
                "SELECT CASE WHEN count(*) >= ? THEN min(caught_up_at) END FROM task_event_progress",
                OffsetDateTime.class,
                partitions);
        return Optional.ofNullable(known).map(OffsetDateTime::toInstant);
    }
}
