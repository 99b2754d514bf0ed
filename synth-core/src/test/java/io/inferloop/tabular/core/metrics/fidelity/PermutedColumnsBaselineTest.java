package io.inferloop.tabular.core.metrics.fidelity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.inferloop.tabular.core.table.NumericColumn;
import io.inferloop.tabular.core.table.Table;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PermutedColumnsBaselineTest {

    private final Table real = FixtureTables.table(
            new NumericColumn("a", IntStream.range(0, 1000).asDoubleStream().toArray(), 0),
            new NumericColumn("b", IntStream.range(0, 1000).asDoubleStream().toArray(), 0));

    @Test
    void everyColumnKeepsItsValuesAndLosesItsNeighbours() {
        Table permuted = PermutedColumnsBaseline.of(real, 1000, 7);
        QualityReport report = QualityReport.of(real, permuted);
        assertThat(report.columnShapes().score()).isEqualTo(1);
        assertThat(report.columnPairTrends().score()).isCloseTo(0.5, within(0.05));
    }

    @Test
    void moreRowsThanThereAreTakeEveryValueAgain() {
        double[] values =
                ((NumericColumn) PermutedColumnsBaseline.of(real, 2000, 7).column("a")).values();
        for (int pass = 0; pass < 2; pass++) {
            double[] sorted = Arrays.copyOfRange(values, pass * 1000, pass * 1000 + 1000);
            Arrays.sort(sorted);
            assertThat(sorted).containsExactly(((NumericColumn) real.column("a")).values());
        }
    }

    @Test
    void equalSeedsGiveEqualTables() {
        assertThat(values(7)).isEqualTo(values(7)).isNotEqualTo(values(8));
    }

    @Test
    void rowsCannotComeFromAnEmptyTable() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PermutedColumnsBaseline.of(real.select(new int[0]), 5, 7))
                .withMessageContaining("5 rows of a table of 0");
    }

    private double[] values(long seed) {
        return ((NumericColumn) PermutedColumnsBaseline.of(real, 10, seed).column("b")).values();
    }
}
