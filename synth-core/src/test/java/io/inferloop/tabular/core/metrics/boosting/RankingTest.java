package io.inferloop.tabular.core.metrics.boosting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RankingTest {

    @Test
    void aucCountsPairsAndTiesAsHalves() {
        Ranking ranking = Ranking.of(new double[] {1, 2, 2, 3, 0}, new boolean[] {false, false, true, true, false});
        // 2 beats 1 and 0 and ties with 2; 3 beats all three.
        assertThat(ranking.auc()).isCloseTo((2.5 + 3) / 6, within(1e-15));
    }

    @Test
    void theVarianceIsDelongs() {
        // By hand: wins of members 2.5/3 and 1, losses of others 1, 0.75 and 1.
        Ranking ranking = Ranking.of(new double[] {1, 2, 2, 3, 0}, new boolean[] {false, false, true, true, false});
        double members = (Math.pow(2.5 / 3 - 11 / 12.0, 2) + Math.pow(1 - 11 / 12.0, 2)) / 1;
        double others = (2 * Math.pow(1 - 11 / 12.0, 2) + Math.pow(0.75 - 11 / 12.0, 2)) / 2;
        assertThat(ranking.variance()).isCloseTo(members / 2 + others / 3, within(1e-15));
    }

    @Test
    void oneKindAloneCannotBeRanked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ranking.of(new double[] {1, 2}, new boolean[] {true, true}))
                .withMessageContaining("got 2 and 0");
    }
}
