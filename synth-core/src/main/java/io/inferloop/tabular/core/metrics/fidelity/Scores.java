package io.inferloop.tabular.core.metrics.fidelity;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Inside this package a score that cannot be computed is NaN; in a report it is null. */
final class Scores {

    private Scores() {}

    static @Nullable Double reported(double score) {
        return Double.isNaN(score) ? null : score;
    }

    /** The mean of the scores there are; null if there are none. */
    static @Nullable Double mean(List<@Nullable Double> scores) {
        double mean = scores.stream()
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(Double.NaN);
        return reported(mean);
    }
}
