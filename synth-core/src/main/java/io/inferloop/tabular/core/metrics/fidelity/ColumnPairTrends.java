package io.inferloop.tabular.core.metrics.fidelity;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Whether every two columns hang together as in the real table: {@link Metric#CORRELATION_SIMILARITY} for two numbers or
 * datetimes, else {@link Metric#CONTINGENCY_SIMILARITY}, numbers being cut into ten bins; keys are left out.
 *
 * <p>SDMetrics draws 50 000 rows at random, without a seed, from larger tables before it counts contingencies. Here
 * every row counts, so scores of larger tables are the ones that its samples scatter around.
 *
 * @param score the mean over all pairs that have a score: SDMetrics' property without thresholds, which is also what
 *     published benchmarks report as trend
 * @param scoreRealEdges the same with the real table's bin edges. Separate edges punish a synthetic extreme with a
 *     shift of all bins: two random halves of one table can lose a quarter of the score that way
 * @param scoreRelated the mean over the pairs that SDMetrics 0.29's report counts by default: correlation above 0.5 or
 *     Cramer's V above 0.3 in the real table; null if there are none
 */
public record ColumnPairTrends(
        @Nullable Double score,
        @Nullable Double scoreRealEdges,
        @Nullable Double scoreRelated,
        List<PairScore> pairs) {

    public ColumnPairTrends {
        pairs = List.copyOf(pairs);
    }

    static ColumnPairTrends of(PairedTables tables, ComparisonProgress progress) {
        List<PairedColumn> columns = tables.columns();
        List<BinnedColumn> binned = columns.stream().map(BinnedColumn::of).toList();
        List<PairScore> pairs = new ArrayList<>();
        int total = columns.size() * (columns.size() - 1) / 2;
        for (int i = 0; i < columns.size(); i++) {
            for (int j = i + 1; j < columns.size(); j++) {
                List<String> names =
                        List.of(columns.get(i).name(), columns.get(j).name());
                pairs.add(
                        columns.get(i) instanceof PairedColumn.Continuous first
                                        && columns.get(j) instanceof PairedColumn.Continuous second
                                ? CorrelationSimilarity.score(names, first, second)
                                : ContingencySimilarity.score(names, binned.get(i), binned.get(j)));
                progress.compared(pairs.size(), total);
            }
        }
        return new ColumnPairTrends(
                mean(pairs, PairScore::score),
                mean(pairs, PairScore::scoreRealEdges),
                mean(pairs.stream().filter(PairScore::related).toList(), PairScore::score),
                pairs);
    }

    private static @Nullable Double mean(List<PairScore> pairs, Function<PairScore, @Nullable Double> score) {
        List<@Nullable Double> scores = new ArrayList<>();
        pairs.forEach(pair -> scores.add(score.apply(pair)));
        return Scores.mean(scores);
    }
}
