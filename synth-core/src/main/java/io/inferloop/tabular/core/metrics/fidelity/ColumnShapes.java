package io.inferloop.tabular.core.metrics.fidelity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether each column alone is distributed as in the real table: {@link Metric#KS_COMPLEMENT} for numbers and datetimes,
 * {@link Metric#TV_COMPLEMENT} for categories and booleans; keys are left out.
 *
 * @param score the mean over the columns that have a score
 */
public record ColumnShapes(@Nullable Double score, List<ColumnScore> columns) {

    public ColumnShapes {
        columns = List.copyOf(columns);
    }

    static ColumnShapes of(PairedTables tables) {
        List<ColumnScore> columns = tables.columns().stream()
                .map(column -> switch (column) {
                    case PairedColumn.Continuous numbers ->
                        new ColumnScore(
                                column.name(),
                                Metric.KS_COMPLEMENT,
                                Scores.reported(KsComplement.score(numbers.real(), numbers.synthetic())));
                    case PairedColumn.Discrete labels ->
                        new ColumnScore(
                                column.name(), Metric.TV_COMPLEMENT, Scores.reported(TvComplement.score(labels)));
                })
                .toList();
        return new ColumnShapes(
                Scores.mean(columns.stream().map(ColumnScore::score).toList()), columns);
    }
}
