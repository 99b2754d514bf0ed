package io.inferloop.tabular.orchestrator.schedule;

import io.inferloop.tabular.orchestrator.job.Job;
import io.inferloop.tabular.orchestrator.job.JobRows;
import io.inferloop.tabular.orchestrator.job.Lane;
import io.inferloop.tabular.orchestrator.job.OrganizationId;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The queue of a lane, in the job table. Between organizations the one with the fewest tasks on their way for its
 * weight comes next, so that nobody waits behind another's backlog; within one, work that has begun comes first, then
 * priority, then age. No more of an organization's jobs are on their way than its plan allows, over all lanes;
 * profiles of datasets do not count.
 */
final class LaneQueue {

    /** First key of the advisory locks, so that they meet nobody else's. */
    private static final int LANE_LOCK = 0x7461_6c01;

    private static final int PLACES_LOCK = 0x7461_6c02;

    private final JdbcTemplate jdbc;
    private final JobRows rows = new JobRows();

    LaneQueue(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Makes the caller the lane's scheduler until its transaction ends; false while somebody else is. */
    boolean tryLead(Lane lane) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "SELECT pg_try_advisory_xact_lock(?, ?)", Boolean.class, LANE_LOCK, lane.ordinal()));
    }

    /** Tasks that are in the lane and that nobody has started. */
    int ready(Lane lane) {
        Integer ready = jdbc.queryForObject(
                "SELECT count(*) FROM job WHERE state = 'DISPATCHED' AND lane = ?", Integer.class, lane.name());
        return ready == null ? 0 : ready;
    }

    /** Organizations with something queued; one index probe each, however long their queues are. */
    List<OrganizationId> waiting(Lane lane) {
        return jdbc.query("""
                WITH RECURSIVE waiting AS (
                  (SELECT organization FROM job WHERE state = 'QUEUED' AND lane = ? ORDER BY organization LIMIT 1)
                  UNION ALL
                  SELECT (SELECT j.organization FROM job j
                          WHERE j.state = 'QUEUED' AND j.lane = ? AND j.organization > w.organization
                          ORDER BY j.organization LIMIT 1)
                  FROM waiting w WHERE w.organization IS NOT NULL)
                SELECT organization FROM waiting WHERE organization IS NOT NULL""", (row, n) -> new OrganizationId(row.getObject(1, UUID.class)), lane.name(), lane.name());
    }

    /** Keeps other lanes from giving the same places away until the transaction ends. */
    void holdPlaces(Collection<Share> shares) {
        jdbc.query(
                """
                SELECT pg_advisory_xact_lock(?, key)
                FROM (SELECT DISTINCT hashtext(organization) AS key FROM unnest(?::text[]) AS o(organization) ORDER BY 1) k""",
                row -> {},
                PLACES_LOCK,
                shares.stream().map(share -> share.organization().toString()).toArray(String[]::new));
    }

    /** Locks and returns the next tasks in the order of their turns; what somebody else is changing is passed over. */
    List<Job> next(Lane lane, Collection<Share> shares, int capacity) {
        return jdbc.query(
                """
                WITH next AS (
                  SELECT q.organization, q.id, (u.in_lane + q.place)::float8 / s.weight AS turn, q.queued_at
                  FROM unnest(?::text[]::uuid[], ?::int[], ?::int[]) AS s(organization, places, weight)
                  CROSS JOIN LATERAL (
                    SELECT count(*) FILTER (WHERE takes_place) AS in_use, count(*) FILTER (WHERE lane = ? AND state <> 'QUEUED') AS in_lane
                    FROM job WHERE organization = s.organization
                      AND (state IN ('DISPATCHED', 'RUNNING', 'CANCELLING')
                           OR (task > 0 AND state IN ('QUEUED', 'RETRY_WAIT')))) u
                  CROSS JOIN LATERAL (
                    SELECT c.*, row_number() OVER w AS place, count(*) FILTER (WHERE c.task = 0 AND c.takes_place) OVER w AS new_places
                    FROM (SELECT organization, id, task, priority, queued_at, takes_place FROM job
                          WHERE state = 'QUEUED' AND lane = ? AND organization = s.organization
                          ORDER BY (task = 0), priority, queued_at, id LIMIT ?) c
                    WINDOW w AS (ORDER BY (c.task = 0), c.priority, c.queued_at, c.id)) q
                  WHERE q.task > 0 OR NOT q.takes_place OR u.in_use + q.new_places <= s.places
                  ORDER BY turn, q.queued_at, q.id LIMIT ?)
                SELECT %s FROM next JOIN job j ON j.organization = next.organization AND j.id = next.id
                WHERE j.state = 'QUEUED' ORDER BY next.turn, next.queued_at, next.id FOR UPDATE OF j SKIP LOCKED""".formatted(JobRows.COLUMNS),
                rows,
                shares.stream().map(share -> share.organization().toString()).toArray(String[]::new),
                shares.stream().map(Share::places).toArray(Integer[]::new),
                shares.stream().map(Share::weight).toArray(Integer[]::new),
                lane.name(),
                lane.name(),
                capacity,
                capacity);
    }
}
