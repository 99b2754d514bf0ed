package io.inferloop.tabular.core.metrics.fidelity;

import static io.inferloop.tabular.core.metrics.fidelity.FixtureTables.labels;
import static io.inferloop.tabular.core.metrics.fidelity.FixtureTables.numbers;
import static io.inferloop.tabular.core.metrics.fidelity.FixtureTables.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.inferloop.tabular.core.table.KeyColumn;
import io.inferloop.tabular.core.table.Table;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class QualityReportTest {

    static List<SdmetricsCase> cases() {
        return SdmetricsCase.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aTableIsAsGoodAsItself(SdmetricsCase pair) {
        QualityReport report = QualityReport.of(pair.real(), pair.real());
        assertThat(report.overall()).isCloseTo(1, within(1e-12));
        assertThat(report.overallRealEdges()).isCloseTo(1, within(1e-12));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyScoreIsBetweenZeroAndOne(SdmetricsCase pair) {
        assertThat(pair.quality().columnShapes().columns())
                .allSatisfy(column -> assertThat(column.score())
                        .satisfiesAnyOf(
                                score -> assertThat(score).isNull(),
                                score -> assertThat(score).isBetween(0.0, 1.0)));
        assertThat(pair.quality().columnPairTrends().pairs())
                .allSatisfy(trend -> assertThat(trend.scoreRealEdges())
                        .satisfiesAnyOf(
                                score -> assertThat(score).isNull(),
                                score -> assertThat(score).isBetween(0.0, 1.0)));
    }

    @Test
    void theOrderOfRowsAndColumnsDoesNotMatter() {
        Table real = table(numbers("n", 1, 2, 3, 9), labels("c", "a", "b", "b", "a"));
        Table synthetic = table(labels("c", "a", "a", "b", "a"), numbers("n", 1, 3, 3, 8));
        Table shuffled = synthetic.select(new int[] {3, 1, 0, 2});
        assertThat(QualityReport.of(real, shuffled)).isEqualTo(QualityReport.of(real, synthetic));
    }

    @Test
    void keysAreNotCompared() {
        Table real = table(new KeyColumn("id", new String[] {"a", "b"}), numbers("n", 1, 2));
        QualityReport report = QualityReport.of(real, real);
        assertThat(report.columnShapes().columns())
                .extracting(ColumnScore::column)
                .containsExactly("n");
        assertThat(report.columnPairTrends().score()).isNull();
        assertThat(report.overall()).isEqualTo(1);
    }

    @Test
    void aColumnOfAnotherKindIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QualityReport.of(table(numbers("n", 1)), table(labels("n", "a"))))
                .withMessageContaining("'n'")
                .withMessageContaining("CATEGORICAL");
    }

    @Test
    void aColumnThatIsNotThereIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QualityReport.of(table(numbers("n", 1)), table(numbers("m", 1))))
                .withMessageContaining("'n'");
    }

    @Test
    void anOutlierMovesSeparateEdgesButNotTheRealOnes() {
        int rows = 200;
        double[] values = new double[rows];
        String[] groups = new String[rows];
        for (int row = 0; row < rows; row++) {
            values[row] = row;
            groups[row] = row < 100 ? "low" : "high";
        }
        double[] withOutlier = values.clone();
        withOutlier[rows - 1] = 10_000;
        ColumnPairTrends trends = QualityReport.of(
                        table(numbers("n", values), labels("c", groups)),
                        table(numbers("n", withOutlier), labels("c", groups)))
                .columnPairTrends();
        assertThat(trends.score()).isLessThan(0.2);
        assertThat(trends.scoreRealEdges()).isEqualTo(1);
    }
}
