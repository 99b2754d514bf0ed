package io.inferloop.tabular.core.metrics.fidelity;

import org.jspecify.annotations.Nullable;

/**
 * The score of one column.
 *
 * @param score in [0, 1]; null where the metric is undefined, such as for a column without values
 */
public record ColumnScore(
        String column, Metric metric, @Nullable Double score) {}
