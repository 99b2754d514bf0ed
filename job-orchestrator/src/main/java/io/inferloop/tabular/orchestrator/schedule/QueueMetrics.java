package io.inferloop.tabular.orchestrator.schedule;

import io.inferloop.tabular.orchestrator.job.JobState;
import io.inferloop.tabular.orchestrator.job.Lane;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The age of the oldest queued task of each lane, what workers are scaled by, and the jobs in each state that is not
 * final. Asked of the database once a scrape at most, whatever the number of gauges.
 */
final class QueueMetrics implements MeterBinder {

    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

    private record Snapshot(Map<Lane, Double> queueAgeSeconds, Map<JobState, Long> jobs, long takenAt) {}

    private final JdbcTemplate jdbc;
    private Snapshot latest = new Snapshot(Map.of(), Map.of(), System.nanoTime() - FRESH_NANOS);

    QueueMetrics(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        for (Lane lane : Lane.values()) {
            TimeGauge.builder(
                            "tabular.orchestrator.queue.age",
                            () -> latest().queueAgeSeconds().getOrDefault(lane, 0.0),
                            TimeUnit.SECONDS)
                    .tag("lane", lane.name().toLowerCase(Locale.ROOT))
                    .description("Age of the oldest task that waits for a place in the lane")
                    .register(meters);
        }
        for (JobState state : JobState.values()) {
            if (!state.isTerminal()) {
                Gauge.builder("tabular.orchestrator.jobs", () -> latest().jobs().getOrDefault(state, 0L))
                        .tag("state", state.label())
                        .description("Jobs in each state that is not final")
                        .register(meters);
            }
        }
    }

    private synchronized Snapshot latest() {
        if (System.nanoTime() - latest.takenAt() >= FRESH_NANOS) {
            latest = new Snapshot(queueAges(), jobsByState(), System.nanoTime());
        }
        return latest;
    }

    private Map<Lane, Double> queueAges() {
        Map<Lane, Double> ages = new EnumMap<>(Lane.class);
        jdbc.query("""
                SELECT lane, extract(epoch FROM now() - min(queued_at))::float8 FROM job WHERE state = 'QUEUED' GROUP BY lane""", row -> {
            ages.put(Lane.valueOf(row.getString(1)), row.getDouble(2));
        });
        return ages;
    }

    private Map<JobState, Long> jobsByState() {
        Map<JobState, Long> counts = new EnumMap<>(JobState.class);
        jdbc.query("""
                SELECT state, count(*) FROM job
                WHERE state IN ('QUEUED', 'DISPATCHED', 'RUNNING', 'RETRY_WAIT', 'CANCELLING') GROUP BY state""", row -> {
            counts.put(JobState.valueOf(row.getString(1)), row.getLong(2));
        });
        return counts;
    }
}
