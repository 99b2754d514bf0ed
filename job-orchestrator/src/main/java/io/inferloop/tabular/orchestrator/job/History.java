package io.inferloop.tabular.orchestrator.job;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What there is to tell about a job.
 *
 * @param entered each state to the first time it was entered
 * @param progress of the bound run; null while none runs
 * @param failure of the last failed attempt, or of the job
 */
public record History(
        Map<JobState, Instant> entered,
        @Nullable Progress progress,
        @Nullable Failure failure) {

    static final History EMPTY = new History(Map.of(), null, null);

    public History {
        entered = Map.copyOf(entered);
    }

    History entering(JobState state, Instant now) {
        if (entered.containsKey(state)) {
            return new History(entered, null, failure);
        }
        var times = new EnumMap<JobState, Instant>(JobState.class);
        times.putAll(entered);
        times.put(state, now);
        return new History(times, null, failure);
    }

    History with(Progress latest) {
        return new History(entered, latest, failure);
    }

    History with(@Nullable Failure latest) {
        return new History(entered, progress, latest);
    }
}
