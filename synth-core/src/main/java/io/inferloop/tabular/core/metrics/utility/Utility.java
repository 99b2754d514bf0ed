package io.inferloop.tabular.core.metrics.utility;

import io.inferloop.tabular.core.metrics.boosting.BinnedRows;
import io.inferloop.tabular.core.metrics.boosting.BoostedTrees;
import io.inferloop.tabular.core.metrics.boosting.BoostingOptions;
import io.inferloop.tabular.core.metrics.boosting.FeatureBins;
import io.inferloop.tabular.core.metrics.boosting.Objective;
import io.inferloop.tabular.core.metrics.boosting.Ranking;
import io.inferloop.tabular.core.metrics.fidelity.PermutedColumnsBaseline;
import io.inferloop.tabular.core.random.Permutation;
import io.inferloop.tabular.core.random.Seeds;
import io.inferloop.tabular.core.table.Column;
import io.inferloop.tabular.core.table.NumericColumn;
import io.inferloop.tabular.core.table.Table;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What synthetic rows are worth to who trains on them: boosted trees learn to predict one column from the others and are
 * asked about real rows that neither they nor the model of the synthetic rows has seen. Trained on synthetic rows and
 * tested on real ones (TSTR) stands beside trained on as many real ones (TRTR), and beside real ones whose columns were
 * shuffled one by one. Rows without a value of the target are left out, and so are keys.
 *
 * @param measure of the three scores
 * @param trainedOnReal TRTR, what there is to reach
 * @param trainedOnSynthetic TSTR
 * @param trainedOnShuffled what rows teach that know nothing of how columns hang together
 * @param trainingRows most rows that one of the three learned from
 * @param holdoutRows rows that they were asked about
 */
public record Utility(
        String target,
        Measure measure,
        Score trainedOnReal,
        Score trainedOnSynthetic,
        Score trainedOnShuffled,
        long trainingRows,
        long holdoutRows) {

    /** How answers are judged. */
    public enum Measure {
        /** Of labels: the area under the ROC curve, of more than two the mean over the labels, each against the rest. */
        AUC,
        /** Of numbers: the part of the variance that is explained; below 0 the mean would do better. */
        R2
    }

    /** @param rmse the root of the mean squared error in the column's unit; null for {@link Measure#AUC} */
    public record Score(double score, @Nullable Double rmse) {}

    static final int MAX_TRAINING_ROWS = 20_000;
    static final int MAX_HOLDOUT_ROWS = 10_000;

    /** Bounds the work of wide tables and of many labels. */
    private static final int MAX_CELLS = 500_000;

    private static final int LEAST_ROWS = 100;

    /** Of a label, and of all others, in the holdout. */
    private static final int LEAST_LABEL_ROWS = 10;

    private static final long SEED = 20_261_127;

    /**
     * Null where there are too few rows to learn from or to ask about.
     *
     * @param training rows that the model of the synthetic ones learned
     * @param holdout rows that it did not see
     * @param target a column of labels or of numbers
     * @param stillWanted is run before every tree, and may end it by throwing
     * @throws IllegalArgumentException if the target can be predicted neither as a label nor as a number
     */
    public static @Nullable Utility of(
            Table training, Table holdout, Table synthetic, String target, Runnable stillWanted) {
        Seeds seeds = new Seeds(SEED);
        Table asked = withTarget(holdout, target, MAX_HOLDOUT_ROWS, seeds.child("holdout"));
        List<String> classes = classes(asked.column(target));
        boolean numeric = asked.column(target) instanceof NumericColumn;
        if (!numeric && TargetClasses.labels(asked.column(target)).isEmpty()) {
            throw new IllegalArgumentException("Column '%s' is %s: neither labels nor numbers to predict"
                    .formatted(target, asked.column(target).type()));
        }
        int cells = training.columns().size() * Math.max(1, classes.size());
        int most = Math.clamp(MAX_CELLS / cells, LEAST_ROWS, MAX_TRAINING_ROWS);
        Table real = withTarget(training, target, most, seeds.child("training"));
        Table drawn = withTarget(synthetic, target, real.rows(), seeds.child("synthetic"));
        if (Math.min(real.rows(), drawn.rows()) < LEAST_ROWS
                || asked.rows() < LEAST_ROWS
                || !numeric && classes.isEmpty()) {
            return null;
        }
        // As many of each, so that the rows are judged and not their number.
        Table asManyReal = real.select(IntStream.range(0, drawn.rows()).toArray());
        Table shuffled = PermutedColumnsBaseline.of(asManyReal, asManyReal.rows(), SEED);
        Judge judge = new Judge(asked, target, numeric ? List.of() : classes, stillWanted);
        return new Utility(
                target,
                numeric ? Measure.R2 : Measure.AUC,
                judge.trainedOn(asManyReal),
                judge.trainedOn(drawn),
                judge.trainedOn(shuffled),
                drawn.rows(),
                asked.rows());
    }

    /** The labels that the holdout can tell anything about, the most frequent first; of two that are all there are, one. */
    private static List<String> classes(Column target) {
        int[] counts = TargetClasses.counts(target);
        List<String> labels = TargetClasses.labels(target);
        int present = IntStream.of(counts).sum();
        List<String> classes = IntStream.range(0, counts.length)
                .filter(code -> counts[code] >= LEAST_LABEL_ROWS && present - counts[code] >= LEAST_LABEL_ROWS)
                .boxed()
                .sorted(Comparator.comparingInt((Integer code) -> -counts[code]))
                .limit(TargetChoice.MOST_LABELS)
                .map(labels::get)
                .toList();
        boolean binary = IntStream.of(counts).filter(count -> count > 0).count() == 2;
        return binary && !classes.isEmpty() ? classes.subList(0, 1) : classes;
    }

    private static Table withTarget(Table table, String target, int most, Seeds seeds) {
        Column column = table.column(target);
        return table.select(IntStream.of(Permutation.of(table.rows(), seeds.stream()))
                .filter(row -> !column.isMissing(row))
                .limit(most)
                .toArray());
    }

    /** Asks about the same rows whoever learned. */
    private record Judge(Table asked, String target, List<String> classes, Runnable stillWanted) {

        Score trainedOn(Table learned) {
            FeatureBins bins = FeatureBins.of(learned, Set.of(target));
            BinnedRows rows = bins.bin(learned);
            BinnedRows questions = bins.bin(asked);
            if (learned.column(target) instanceof NumericColumn known
                    && asked.column(target) instanceof NumericColumn wanted) {
                return explained(fit(rows, known.values(), Objective.SQUARED).predict(questions), wanted.values());
            }
            double auc = classes.stream()
                    .mapToDouble(label -> {
                        boolean[] members = TargetClasses.members(learned.column(target), label);
                        double[] isMember = IntStream.range(0, members.length)
                                .mapToDouble(row -> members[row] ? 1 : 0)
                                .toArray();
                        double[] answers =
                                fit(rows, isMember, Objective.LOGISTIC).predict(questions);
                        return Ranking.of(answers, TargetClasses.members(asked.column(target), label))
                                .auc();
                    })
                    .average()
                    .orElseThrow();
            return new Score(auc, null);
        }

        private BoostedTrees fit(BinnedRows rows, double[] known, Objective objective) {
            return BoostedTrees.fit(rows, known, objective, BoostingOptions.defaults(SEED), stillWanted);
        }

        private static Score explained(double[] answers, double[] wanted) {
            double mean = IntStream.range(0, wanted.length)
                    .mapToDouble(row -> wanted[row])
                    .average()
                    .orElseThrow();
            double variance = 0;
            double error = 0;
            for (int row = 0; row < wanted.length; row++) {
                variance += (wanted[row] - mean) * (wanted[row] - mean);
                error += (wanted[row] - answers[row]) * (wanted[row] - answers[row]);
            }
            return new Score(variance == 0 ? 0 : 1 - error / variance, Math.sqrt(error / wanted.length));
        }
    }
}
