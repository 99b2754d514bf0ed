package io.inferloop.tabular.core.metrics.fidelity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;

class HistogramBinsTest {

    @Test
    void theMaximumHasACodeOfItsOwn() {
        assertThat(bins(0, 10).codes(new double[] {0, 0.99, 1, 9.99, 10, 11, -1, Double.NaN}))
                .containsExactly(1, 1, 2, 10, 11, 11, 0, 11);
    }

    @Test
    void openBinsTakeWhatLiesBeyondTheRange() {
        assertThat(bins(0, 10).open().codes(new double[] {-5, 0, 10, 500, Double.NaN}))
                .containsExactly(1, 1, 10, 10, 11);
    }

    @Test
    void aConstantIsCutHalfAUnitAround() {
        assertThat(bins(3, 3).codes(new double[] {2.4, 2.5, 3, 3.5})).containsExactly(0, 1, 6, 11);
    }

    @Test
    void noValuesAreCutBetweenZeroAndOne() {
        assertThat(bins().codes(new double[] {0.05, 0.95})).containsExactly(1, 10);
    }

    @Test
    void aRangeTooSmallForTenBinsCannotBeCut() {
        assertThat(HistogramBins.over(new double[] {1e16, 1e16 + 2})).isNull();
    }

    private static HistogramBins bins(double... values) {
        return Objects.requireNonNull(HistogramBins.over(values));
    }
}
