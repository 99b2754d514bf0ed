package io.inferloop.tabular.orchestrator.schedule;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How lanes are filled.
 *
 * @param readyDepth most tasks of a lane that are dispatched and not started: short, so that priority and fairness
 *     decide late; long enough that no worker waits for the next turn; default 64
 * @param startBy how long a dispatched task may wait for a worker before it is dispatched again; default 60 s
 * @param poll longest time between two turns of a lane when nothing wakes it; default 250 ms
 * @param sweep time between two looks for jobs whose time has come; default 500 ms
 */
@ConfigurationProperties("tabular.orchestrator.schedule")
public record ScheduleProperties(
        @DefaultValue("64") int readyDepth,
        @DefaultValue("60s") Duration startBy,
        @DefaultValue("250ms") Duration poll,
        @DefaultValue("500ms") Duration sweep) {

    public ScheduleProperties {
        if (readyDepth < 1) {
            throw new IllegalArgumentException(
                    "tabular.orchestrator.schedule.ready-depth must be at least 1, got " + readyDepth);
        }
        if (!startBy.isPositive() || !poll.isPositive() || !sweep.isPositive()) {
            throw new IllegalArgumentException(
                    "tabular.orchestrator.schedule: start-by, poll and sweep must be positive, got %s, %s, %s"
                            .formatted(startBy, poll, sweep));
        }
    }
}
