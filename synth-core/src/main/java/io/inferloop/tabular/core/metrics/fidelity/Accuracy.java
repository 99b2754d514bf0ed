package io.inferloop.tabular.core.metrics.fidelity;

import io.inferloop.tabular.core.random.Permutation;
import io.inferloop.tabular.core.random.Seeds;
import io.inferloop.tabular.core.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How alike two tables are in single columns, pairs and triples of columns, as MOSTLY AI's quality assurance measures it
 * (mostlyai-qa, Apache-2.0): 1 - the total variation distance of the two tables' counts in the real table's
 * {@linkplain AccuracyBins bins}, averaged over the combinations. Keys are left out.
 *
 * <p>Of tables of more than {@value #MAX_ROWS} rows a random sample is counted, and of more than {@value #MAX_COMBINATIONS}
 * pairs or triples a random choice; both are the same for equal tables.
 *
 * @param overall the mean of the three means
 * @param realRows rows that were counted, as is {@code syntheticRows}
 */
public record Accuracy(
        @Nullable Double overall,
        @Nullable Double expectedMaximum,
        long realRows,
        long syntheticRows,
        Likeness columns,
        Likeness pairs,
        Likeness triples) {

    static final int MAX_ROWS = 100_000;
    static final int MAX_COMBINATIONS = 10_000;

    private static final int LARGEST = 3;
    private static final long SEED = 20_261_124;

    /**
     * Of all combinations of so many columns.
     *
     * @param score the mean, in [0, 1]; null if there are no combinations
     * @param expectedMaximum what two samples of one population, as large as the two tables, score on average where every
     *     cell's share is the real one's: 1 - half of the sum of sqrt(2 / pi * p (1 - p) (1 / n + 1 / m)). The normal
     *     approximation behind it sees too much chance in cells of a row or two, so real rows can score a little above
     */
    public record Likeness(
            int combinations,
            @Nullable Double score,
            @Nullable Double expectedMaximum) {

        private static Likeness of(List<CellLikeness> cells) {
            return new Likeness(
                    cells.size(),
                    Scores.mean(cells.stream()
                            .map(cell -> Scores.reported(cell.score()))
                            .toList()),
                    Scores.mean(cells.stream()
                            .map(cell -> Scores.reported(cell.expectedMaximum()))
                            .toList()));
        }
    }

    /**
     * Compares the columns of {@code real} with the columns of the same names in {@code synthetic}.
     *
     * @throws IllegalArgumentException if a column of {@code real} is not in {@code synthetic}, or is of another kind
     *     there
     */
    public static Accuracy of(Table real, Table synthetic) {
        return of(real, synthetic, ComparisonProgress.NONE);
    }

    /** The same; {@code progress} hears of every combination and may end it by throwing. */
    public static Accuracy of(Table real, Table synthetic, ComparisonProgress progress) {
        Seeds seeds = new Seeds(SEED);
        Table realSample = sample(real, seeds.child("real"));
        Table syntheticSample = sample(synthetic, seeds.child("synthetic"));
        List<AccuracyBins> bins = PairedTables.of(realSample, syntheticSample).columns().stream()
                .map(AccuracyBins::of)
                .toList();
        List<List<int[]>> combinations = new ArrayList<>();
        for (int size = 1; size <= LARGEST; size++) {
            combinations.add(ColumnCombinations.of(
                    bins.size(), size, MAX_COMBINATIONS, seeds.child("combinations").child(size).stream()));
        }
        int total = combinations.stream().mapToInt(List::size).sum();
        int done = 0;
        List<Likeness> likenesses = new ArrayList<>();
        for (List<int[]> ofOneSize : combinations) {
            List<CellLikeness> cells = new ArrayList<>();
            for (int[] combination : ofOneSize) {
                cells.add(CellLikeness.of(
                        Arrays.stream(combination).mapToObj(bins::get).toList()));
                progress.compared(++done, total);
            }
            likenesses.add(Likeness.of(cells));
        }
        return new Accuracy(
                Scores.mean(likenesses.stream().map(Likeness::score).toList()),
                Scores.mean(likenesses.stream().map(Likeness::expectedMaximum).toList()),
                realSample.rows(),
                syntheticSample.rows(),
                likenesses.get(0),
                likenesses.get(1),
                likenesses.get(2));
    }

    private static Table sample(Table table, Seeds seeds) {
        return table.rows() <= MAX_ROWS
                ? table
                : table.select(Permutation.sample(table.rows(), MAX_ROWS, seeds.stream()));
    }
}
