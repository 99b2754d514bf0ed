package io.inferloop.tabular.platform.task;

import io.inferloop.tabular.schemas.task.StopTask;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The runs of this worker, by run id, and the stops it heard of lately, so that neither can miss the other. */
final class ActiveRuns {

    private static final Logger log = LoggerFactory.getLogger(ActiveRuns.class);
    private static final int REMEMBERED_STOPS = 10_000;

    private final Map<UUID, ActiveRun> runs = new ConcurrentHashMap<>();
    private final Map<UUID, String> recentStops = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, String> eldest) {
            return size() > REMEMBERED_STOPS;
        }
    };

    /** Called before the run's start is announced: whoever answers the announcement with a stop finds the run here. */
    synchronized void add(ActiveRun run) {
        runs.put(run.runId(), run);
        String reason = recentStops.get(run.runId());
        if (reason != null) {
            run.stop(RunEnd.Failed.stopped(reason));
        }
    }

    void remove(ActiveRun run) {
        runs.remove(run.runId());
    }

    synchronized void stop(UUID jobId, StopTask order) {
        recentStops.put(order.getRunId(), order.getReason());
        ActiveRun run = runs.get(order.getRunId());
        if (run != null && run.is(jobId, order.getAttempt(), order.getDispatchNo(), order.getRunId())) {
            log.info("Stopping {}: {}", run, order.getReason());
            run.stop(RunEnd.Failed.stopped(order.getReason()));
        }
    }

    Collection<ActiveRun> all() {
        return List.copyOf(runs.values());
    }

    int count() {
        return runs.size();
    }

    boolean isEmpty() {
        return runs.isEmpty();
    }
}
