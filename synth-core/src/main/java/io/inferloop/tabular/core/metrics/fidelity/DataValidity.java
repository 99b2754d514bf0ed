package io.inferloop.tabular.core.metrics.fidelity;

import io.inferloop.tabular.core.table.BooleanColumn;
import io.inferloop.tabular.core.table.CategoricalColumn;
import io.inferloop.tabular.core.table.Column;
import io.inferloop.tabular.core.table.DatetimeColumn;
import io.inferloop.tabular.core.table.KeyColumn;
import io.inferloop.tabular.core.table.NumericColumn;
import io.inferloop.tabular.core.table.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether the synthetic values are ones that the real column allows: {@link Metric#BOUNDARY_ADHERENCE} for numbers and
 * datetimes, {@link Metric#CATEGORY_ADHERENCE} for categories and booleans, {@link Metric#KEY_UNIQUENESS} for keys,
 * and for personal data where the real values are unique.
 *
 * @param score the mean over the columns that have a score
 * @param columns those of the real table; the score is null where the synthetic table has no such column of that kind
 */
public record DataValidity(@Nullable Double score, List<ColumnScore> columns) {

    public DataValidity {
        columns = List.copyOf(columns);
    }

    static DataValidity of(Table real, Table synthetic) {
        List<ColumnScore> columns = new ArrayList<>();
        for (Column column : real.columns()) {
            Column counterpart = synthetic.columns().stream()
                    .filter(candidate -> candidate.name().equals(column.name()))
                    .filter(candidate -> PairedColumn.sameKind(column, candidate))
                    .findFirst()
                    .orElse(null);
            double score = counterpart == null ? Double.NaN : Adherence.score(column, counterpart);
            columns.add(new ColumnScore(column.name(), metric(column), Scores.reported(score)));
        }
        return new DataValidity(
                Scores.mean(columns.stream().map(ColumnScore::score).toList()), columns);
    }

    private static Metric metric(Column column) {
        return switch (column) {
            case NumericColumn unused -> Metric.BOUNDARY_ADHERENCE;
            case DatetimeColumn unused -> Metric.BOUNDARY_ADHERENCE;
            case CategoricalColumn unused -> Metric.CATEGORY_ADHERENCE;
            case BooleanColumn unused -> Metric.CATEGORY_ADHERENCE;
            case KeyColumn unused -> Metric.KEY_UNIQUENESS;
        };
    }
}
