package io.inferloop.tabular.orchestrator.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The part of a job that never changes.
 *
 * @param specView the spec as the REST API shows it: a JSON object without object keys
 * @param priority 1 (first) to 5 (last), among the organization's own jobs
 * @param deadline a job that has not started by then expires
 * @param cancelAt a job that has not started by then expires, one that is under way is cancelled
 */
public record JobDefinition(
        JobKey key,
        JobSpec spec,
        String specView,
        int priority,
        @Nullable Instant deadline,
        @Nullable Instant cancelAt,
        Instant createdAt) {

    public static final int FIRST_PRIORITY = 1;
    public static final int LAST_PRIORITY = 5;

    public JobDefinition {
        if (priority < FIRST_PRIORITY || priority > LAST_PRIORITY) {
            throw new IllegalArgumentException(
                    "Priority of %s must be %d to %d, got %d".formatted(key, FIRST_PRIORITY, LAST_PRIORITY, priority));
        }
    }
}
