package io.inferloop.tabular.core.metrics.utility;

import io.inferloop.tabular.core.metrics.fidelity.PairScore;
import io.inferloop.tabular.core.table.BooleanColumn;
import io.inferloop.tabular.core.table.CategoricalColumn;
import io.inferloop.tabular.core.table.Column;
import io.inferloop.tabular.core.table.NumericColumn;
import io.inferloop.tabular.core.table.Table;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which column is predicted where nobody said. Of the booleans and the categories of 2 to {@value #MOST_LABELS} labels,
 * all but one of which may be rare, it is the one that hangs together most with the others: by the mean of its squared
 * ties (Cramer's V). A column with a twin, a tie of {@value #TWIN} or more to another one, is left out, since predicting
 * it is looking it up. Where no such column is there, it is the number of at least {@value #LEAST_VALUES} values that
 * the same rule finds.
 */
public final class TargetChoice {

    static final int MOST_LABELS = 10;
    static final double TWIN = 0.95;
    static final int LEAST_VALUES = 10;

    /** Rows that a label but the most frequent one must have, so that a holdout can tell anything. */
    private static final int LEAST_ROWS = 50;

    private TargetChoice() {}

    /**
     * The name of the column, if one will do.
     *
     * @param pairs the ties of the real table's columns
     */
    public static Optional<String> of(Table real, List<PairScore> pairs) {
        Map<String, Ties> ties = new HashMap<>();
        Set<String> twins = new HashSet<>();
        for (PairScore pair : pairs) {
            Double tie = pair.association().real();
            if (tie == null) {
                continue;
            }
            for (String column : pair.columns()) {
                ties.merge(column, new Ties(tie * tie, 1), Ties::plus);
                if (Math.abs(tie) >= TWIN) {
                    twins.add(column);
                }
            }
        }
        List<Column> candidates = real.columns().stream()
                .filter(column -> ties.containsKey(column.name()) && !twins.contains(column.name()))
                .toList();
        return strongest(candidates, TargetChoice::hasFewLabels, ties)
                .or(() -> strongest(candidates, TargetChoice::hasManyValues, ties));
    }

    private record Ties(double squares, int count) {
        Ties plus(Ties other) {
            return new Ties(squares + other.squares, count + other.count);
        }

        double mean() {
            return squares / count;
        }
    }

    private static Optional<String> strongest(List<Column> columns, Predicate<Column> fits, Map<String, Ties> ties) {
        return columns.stream()
                .filter(fits)
                .map(Column::name)
                .max(Comparator.comparingDouble(
                        name -> ties.getOrDefault(name, new Ties(0, 1)).mean()));
    }

    private static boolean hasFewLabels(Column column) {
        int[] counts = TargetClasses.counts(column);
        long labels = Arrays.stream(counts).filter(count -> count > 0).count();
        int[] sorted = Arrays.stream(counts).sorted().toArray();
        return (column instanceof BooleanColumn || column instanceof CategoricalColumn)
                && labels >= 2
                && labels <= MOST_LABELS
                && sorted[sorted.length - 2] >= LEAST_ROWS;
    }

    private static boolean hasManyValues(Column column) {
        return column instanceof NumericColumn numbers
                && Arrays.stream(numbers.values())
                                .filter(value -> !Double.isNaN(value))
                                .distinct()
                                .limit(LEAST_VALUES)
                                .count()
                        == LEAST_VALUES;
    }
}
