package io.inferloop.tabular.benchmarks.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferloop.tabular.benchmarks.measurement.DataFile;
import io.inferloop.tabular.benchmarks.quality.Comparison.Measure;
import io.inferloop.tabular.benchmarks.quality.Comparison.Reference;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableResultTest {

    private static final int ROWS = 20_000;
    private static final String MODEL = "a model";

    @Test
    void aGoodModelPassesEveryCheck() {
        assertThat(failed(result(0.96, 0.83, 0.5, 0.6))).isEmpty();
    }

    @Test
    void trendsBelowTheBarFail() {
        assertThat(failed(result(0.949, 0.83, 0.5, 0.6)))
                .containsExactly("whole-table trends of every seed reach 0.95");
    }

    @Test
    void trendsNoBetterThanShuffledColumnsFail() {
        assertThat(failed(result(0.96, 0.96, 0.5, 0.6)))
                .containsExactly("trends of every seed are above those of shuffled columns");
    }

    @Test
    void aFewCopiesMoreThanAHoldoutAreChanceAndManyAreNot() {
        assertThat(failed(result(0.96, 0.83, 0.61, 0.6))).isEmpty();
        assertThat(failed(result(0.96, 0.83, 1.2, 0.6)))
                .singleElement()
                .asString()
                .contains("exact copies");
    }

    @Test
    void missingRatesThatAreOffFail() {
        TableResult off = new TableResult(
                file(), ROWS, 10, List.of(new SeedResult(halves(0.96, 0.83, 0, 0), whole(0.96, 0.83, 1.1))));
        assertThat(failed(off)).containsExactly("whole-table missing rates stay within 1 point");
    }

    private static List<String> failed(TableResult result) {
        return result.checks(MODEL).stream()
                .filter(check -> !check.holds())
                .map(TableResult.Check::claim)
                .toList();
    }

    private static TableResult result(double trends, double shuffled, double copies, double holdoutCopies) {
        SeedResult seed = new SeedResult(halves(trends, shuffled, copies, holdoutCopies), whole(trends, shuffled, 0.2));
        return new TableResult(file(), ROWS, 10, List.of(seed, seed, seed));
    }

    private static List<Comparison> halves(double trends, double shuffled, double copies, double holdoutCopies) {
        return List.of(
                new Comparison(Measure.TRENDS, Reference.TRAINING_HALF, Map.of(MODEL, trends), 0.99, shuffled),
                new Comparison(Measure.COPIES, Reference.TRAINING_HALF, Map.of(MODEL, copies), holdoutCopies, 0));
    }

    private static Map<String, WholeTable> whole(double trends, double shuffled, double missingPoints) {
        return Map.of(MODEL, new WholeTable(1, trends, shuffled, missingPoints, new Cost(1, 1, 1, 1)));
    }

    private static DataFile file() {
        return new DataFile("diamonds", "diamonds.csv", "", new byte[0]);
    }
}
