package io.inferloop.tabular.gateway.job;

import io.inferloop.tabular.gateway.account.OrganizationId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How many of an organization's jobs take one of its places: those on their way to a worker or with one. Looked up once a second and
 * organization at most, in an index and no further than the plan's limit.
 */
@Component
public class ActiveJobs {

    private static final Logger log = LoggerFactory.getLogger(ActiveJobs.class);
    static final Duration REMEMBERED = Duration.ofSeconds(1);
    private static final int MOST = 10_000;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ConcurrentMap<OrganizationId, Known> known = new ConcurrentHashMap<>();

    ActiveJobs(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Counts up to {@code most}; empty when it is not known, because the database does not answer. */
    public OptionalInt count(OrganizationId organization, int most) {
        Instant now = clock.instant();
        Known remembered = known.get(organization);
        if (remembered != null && now.isBefore(remembered.until())) {
            return remembered.count();
        }
        // Before the look-up, so that others go on with the old count instead of looking it up as well.
        OptionalInt old = remembered == null ? OptionalInt.empty() : remembered.count();
        if (known.size() >= MOST) {
            known.clear();
        }
        known.put(organization, new Known(old, now.plus(REMEMBERED)));
        OptionalInt count = lookUp(organization, most);
        known.put(organization, new Known(count, now.plus(REMEMBERED)));
        return count;
    }

    private OptionalInt lookUp(OrganizationId organization, int most) {
        try {
            return OptionalInt.of(jdbc.sql("""
                            SELECT count(*) FROM (SELECT 1 FROM job WHERE organization_id = ?
                              AND state IN ('DISPATCHED', 'RUNNING', 'CANCELLING') LIMIT ?) AS active""")
                    .params(organization.value(), most)
                    .query(Integer.class)
                    .single());
        } catch (DataAccessException e) {
            log.debug("Organization {}: its active jobs are not known: {}", organization, e.toString());
            return OptionalInt.empty();
        }
    }

    private record Known(OptionalInt count, Instant until) {}
}
