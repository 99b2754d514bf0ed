package io.inferloop.tabular.benchmarks.measurement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SpreadTest {

    @Test
    void theMedianOfAnOddNumberIsTheOneInTheMiddle() {
        assertThat(Spread.of(9, 1, 2)).isEqualTo(new Spread(1, 2, 4, 9));
    }

    @Test
    void theMedianOfAnEvenNumberLiesBetweenTheTwoInTheMiddle() {
        assertThat(Spread.of(4, 1, 3, 8)).isEqualTo(new Spread(1, 3.5, 4, 8));
    }

    @Test
    void aSingleValueIsAllOfThem() {
        assertThat(Spread.of(5)).isEqualTo(new Spread(5, 5, 5, 5));
    }

    @Test
    void theCallersValuesKeepTheirOrder() {
        double[] values = {3, 1, 2};
        Spread.of(values);
        assertThat(values).containsExactly(3, 1, 2);
    }

    @Test
    void nothingHasNoSpread() {
        assertThatIllegalArgumentException().isThrownBy(Spread::of).withMessageContaining("at least one");
    }
}
