package io.inferloop.tabular.benchmarks.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.inferloop.tabular.benchmarks.quality.Comparison.Measure;
import io.inferloop.tabular.core.table.NumericColumn;
import io.inferloop.tabular.core.table.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoresTest {

    private final Table table = new Table(List.of(
            new NumericColumn("full", new double[] {1, 2, 3, 4}, 0),
            new NumericColumn("holed", new double[] {1, Double.NaN, 3, 4}, 0)));

    @Test
    void theColumnThatIsFurthestOffDecides() {
        Table other = new Table(List.of(
                new NumericColumn("full", new double[] {1, 2, 3, Double.NaN}, 0),
                new NumericColumn("holed", new double[] {Double.NaN, Double.NaN, Double.NaN, 4}, 0)));
        assertThat(Scores.missingRateDeviation(table, other)).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void aTableIsItsOwnCopy() {
        Scores scores = Scores.of(table, table);
        assertThat(scores.of(Measure.SHAPES)).isEqualTo(1);
        assertThat(scores.of(Measure.COPIES)).isEqualTo(100);
        assertThat(scores.of(Measure.MISSING)).isZero();
    }

    @Test
    void aSingleColumnHasNoTrends() {
        Table single = new Table(List.of(table.column("full")));
        assertThat(Scores.of(single, single).of(Measure.TRENDS)).isNaN();
    }
}
