package io.inferloop.tabular.core.metrics.fidelity;

import io.inferloop.tabular.core.metrics.boosting.BinnedRows;
import io.inferloop.tabular.core.metrics.boosting.BoostedTrees;
import io.inferloop.tabular.core.metrics.boosting.BoostingOptions;
import io.inferloop.tabular.core.metrics.boosting.FeatureBins;
import io.inferloop.tabular.core.metrics.boosting.Objective;
import io.inferloop.tabular.core.metrics.boosting.Ranking;
import io.inferloop.tabular.core.random.Permutation;
import io.inferloop.tabular.core.random.Seeds;
import io.inferloop.tabular.core.table.JoinedTables;
import io.inferloop.tabular.core.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Whether a classifier can tell synthetic rows from real ones that it was not shown: boosted trees are taught four fifths
 * of the rows and asked for the last fifth, five times. Keys are left out.
 *
 * <p>A model that memorises rows is hard to tell from them; that is judged in {@code metrics.privacy}.
 *
 * @param auc the mean over the folds of the area under the ROC curve: 0.5 is a coin, 1 tells every row
 * @param low of the 95 % confidence interval of the mean, by DeLong's variances of the folds
 * @param high the interval's upper end
 * @param realRows rows that were looked at, as is {@code syntheticRows}
 */
public record Discriminator(double auc, double low, double high, long realRows, long syntheticRows) {

    static final int MAX_ROWS = 10_000;

    /** Of one side: bounds the work of wide tables. */
    private static final int MAX_CELLS = 500_000;

    private static final int LEAST_ROWS_OF_WIDE = 1_000;
    private static final int FOLDS = 5;
    private static final int LEAST_ROWS = 4 * FOLDS;
    private static final double NORMAL_95 = 1.959963984540054;
    private static final long SEED = 20_261_126;

    /**
     * Compares the columns of {@code real} with those of the same names in {@code synthetic}, {@value #MAX_ROWS} rows of
     * each at most. Deterministic for equal tables. Null if a table has fewer than {@value #LEAST_ROWS} rows.
     *
     * @param stillWanted is run before every tree, and may end it by throwing
     */
    public static @Nullable Discriminator of(Table real, Table synthetic, Runnable stillWanted) {
        if (real.rows() < LEAST_ROWS || synthetic.rows() < LEAST_ROWS) {
            return null;
        }
        int most = Math.clamp(MAX_CELLS / real.columns().size(), LEAST_ROWS_OF_WIDE, MAX_ROWS);
        Seeds seeds = new Seeds(SEED);
        // A random order, so that dealing the rows out makes random folds of equal shares.
        Table realSample = real.select(Permutation.sample(real.rows(), most, seeds.child("real").stream()));
        Table syntheticSample =
                synthetic.select(Permutation.sample(synthetic.rows(), most, seeds.child("synthetic").stream()));
        Table both = JoinedTables.of(realSample, syntheticSample);
        BinnedRows rows = FeatureBins.of(both, Set.of()).bin(both);
        List<Ranking> folds = new ArrayList<>();
        for (int fold = 0; fold < FOLDS; fold++) {
            folds.add(judged(rows, realSample.rows(), fold, seeds.child(fold).value(), stillWanted));
        }
        double auc = folds.stream().mapToDouble(Ranking::auc).average().orElseThrow();
        double error = Math.sqrt(folds.stream().mapToDouble(Ranking::variance).sum()) / FOLDS;
        return new Discriminator(
                auc,
                Math.max(0, auc - NORMAL_95 * error),
                Math.min(1, auc + NORMAL_95 * error),
                realSample.rows(),
                syntheticSample.rows());
    }

    private static Ranking judged(BinnedRows rows, int realRows, int fold, long seed, Runnable stillWanted) {
        int[] shown = IntStream.range(0, rows.rows())
                .filter(row -> fold(row, realRows) != fold)
                .toArray();
        int[] asked = IntStream.range(0, rows.rows())
                .filter(row -> fold(row, realRows) == fold)
                .toArray();
        double[] target = new double[shown.length];
        for (int i = 0; i < shown.length; i++) {
            target[i] = shown[i] < realRows ? 0 : 1;
        }
        BoostedTrees trees = BoostedTrees.fit(
                rows.select(shown), target, Objective.LOGISTIC, BoostingOptions.discriminator(seed), stillWanted);
        boolean[] synthetic = new boolean[asked.length];
        for (int i = 0; i < asked.length; i++) {
            synthetic[i] = asked[i] >= realRows;
        }
        return Ranking.of(trees.predict(rows.select(asked)), synthetic);
    }

    private static int fold(int row, int realRows) {
        return (row < realRows ? row : row - realRows) % FOLDS;
    }
}
