package io.inferloop.tabular.core.metrics.boosting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inferloop.tabular.core.random.RandomStream;
import io.inferloop.tabular.core.random.Seeds;
import io.inferloop.tabular.core.table.CategoricalColumn;
import io.inferloop.tabular.core.table.Column;
import io.inferloop.tabular.core.table.NumericColumn;
import io.inferloop.tabular.core.table.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BoostedTreesTest {

    private static final int ROWS = 2_000;
    private static final Runnable WANTED = () -> {};

    private final RandomStream random = new Seeds(7).stream();
    private final double[] x = numbers(row -> random.nextDouble());
    private final double[] gaps = numbers(row -> row % 3 == 0 ? Double.NaN : random.nextDouble());
    private final int[] labels = IntStream.range(0, ROWS).map(row -> row % 40).toArray();
    private final Table table = table(
            new NumericColumn("x", x, 3),
            new NumericColumn("gaps", gaps, 3),
            new CategoricalColumn(
                    "label",
                    labels,
                    IntStream.range(0, 40).mapToObj(String::valueOf).toList()));

    @Test
    void aCurveOfANumberIsLearned() {
        assertThat(error(numbers(row -> Math.sin(6 * x[row])))).isLessThan(0.002);
    }

    @Test
    void thatACellIsMissingIsLearned() {
        assertThat(error(numbers(row -> Double.isNaN(gaps[row]) ? 1 : 0))).isLessThan(1e-6);
    }

    @Test
    void labelsAreSplitByWhatTheyMeanAndNotByTheirOrder() {
        assertThat(error(numbers(row -> labels[row] * 7 % 40 < 20 ? 1 : 0))).isLessThan(1e-6);
    }

    @Test
    void twoFeaturesTogetherAreLearned() {
        assertThat(error(numbers(row -> (x[row] > 0.5) == (labels[row] % 2 == 0) ? 1 : 0)))
                .isLessThan(0.01);
    }

    @Test
    void chancesAreLearnedAsLogOdds() {
        BoostedTrees trees = BoostedTrees.fit(
                bins().bin(table),
                numbers(row -> random.nextDouble() < (x[row] < 0.5 ? 0.2 : 0.9) ? 1 : 0),
                Objective.LOGISTIC,
                new BoostingOptions(100, 2, 1, 100, 0.1, 1, 7),
                WANTED);
        double[] odds = trees.predict(bins().bin(table));
        double below = IntStream.range(0, ROWS)
                .filter(row -> x[row] < 0.5)
                .mapToDouble(row -> odds[row])
                .average()
                .orElseThrow();
        double above = IntStream.range(0, ROWS)
                .filter(row -> x[row] > 0.5)
                .mapToDouble(row -> odds[row])
                .average()
                .orElseThrow();
        assertThat(below).isBetween(-1.6, -1.2);
        assertThat(above).isBetween(1.8, 2.7);
    }

    @Test
    void equalSeedsGiveEqualTreesAndOthersDoNot() {
        assertThat(halfOfTheFeatures(7)).isEqualTo(halfOfTheFeatures(7)).isNotEqualTo(halfOfTheFeatures(8));
    }

    @Test
    void aConstantTargetAndAConstantColumnAreNoTrouble() {
        Table constant = table(new NumericColumn("c", new double[ROWS], 0));
        BinnedRows rows = FeatureBins.of(constant, Set.of()).bin(constant);
        double[] answers = BoostedTrees.fit(
                        rows, new double[ROWS], Objective.LOGISTIC, BoostingOptions.defaults(7), WANTED)
                .predict(rows);
        assertThat(answers).containsOnly(answers[0]);
        assertThat(answers[0]).isLessThan(-10);
    }

    @Test
    void aLabelThatWasNotLearnedCountsAsMissing() {
        CategoricalColumn learned = new CategoricalColumn("label", new int[] {0, 1, -1}, List.of("a", "b"));
        CategoricalColumn asked = new CategoricalColumn("label", new int[] {0, 1, 0}, List.of("new", "a"));
        BinnedRows.Feature binned = FeatureBins.of(table(learned), Set.of())
                .bin(table(asked))
                .features()
                .getFirst();
        assertThat(binned.bins()).containsExactly(2, 0, 2);
    }

    @Test
    void moreLabelsThanBinsShareTheLast() {
        int[] codes = IntStream.range(0, 1_000).toArray();
        List<String> names = Arrays.stream(codes).mapToObj(String::valueOf).toList();
        Table many = table(new CategoricalColumn("label", codes, names));
        BinnedRows.Feature binned =
                FeatureBins.of(many, Set.of()).bin(many).features().getFirst();
        assertThat(binned.size()).isEqualTo(256);
        assertThat(IntStream.range(0, 1_000).map(binned::bin).max()).hasValue(254);
    }

    @Test
    void itCanBeEndedBetweenTrees() {
        assertThatThrownBy(() ->
                        BoostedTrees.fit(bins().bin(table), x, Objective.SQUARED, BoostingOptions.defaults(7), () -> {
                            throw new CancellationException("enough");
                        }))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void everyRowNeedsATarget() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BoostedTrees.fit(
                        bins().bin(table), new double[3], Objective.SQUARED, BoostingOptions.defaults(7), WANTED))
                .withMessageContaining("got 2000 and 3");
    }

    private double[] halfOfTheFeatures(long seed) {
        return BoostedTrees.fit(
                        bins().bin(table),
                        numbers(row -> x[row] + labels[row]),
                        Objective.SQUARED,
                        new BoostingOptions(5, 8, 3, 20, 0.1, 0.5, seed),
                        WANTED)
                .predict(bins().bin(table));
    }

    /** The mean squared error of what was learned. */
    private double error(double[] target) {
        double[] answers = BoostedTrees.fit(
                        bins().bin(table), target, Objective.SQUARED, BoostingOptions.defaults(7), WANTED)
                .predict(bins().bin(table));
        return IntStream.range(0, ROWS)
                .mapToDouble(row -> (answers[row] - target[row]) * (answers[row] - target[row]))
                .average()
                .orElseThrow();
    }

    private FeatureBins bins() {
        return FeatureBins.of(table, Set.of());
    }

    private static Table table(Column... columns) {
        return new Table(List.of(columns));
    }

    private static double[] numbers(IntToDoubleFunction number) {
        return IntStream.range(0, ROWS).mapToDouble(number).toArray();
    }
}
