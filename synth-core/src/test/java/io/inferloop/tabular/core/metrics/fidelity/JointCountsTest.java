package io.inferloop.tabular.core.metrics.fidelity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JointCountsTest {

    @Test
    void aTableTooLargeToLayOutCountsTheSameCells() {
        int[] first = {0, 1, 0, 2, 0};
        int[] second = {1, 1, 1, 0, 0};
        JointCounts dense = JointCounts.of(first, second, 3, 2);
        assertThat(dense.cells()).containsExactly(0, 1, 3, 4);
        assertThat(dense.counts()).containsExactly(1, 2, 1, 1);
        JointCounts sparse = JointCounts.of(first, second, 3, 1_000_000);
        assertThat(sparse.cells()).containsExactly(0, 1, 1_000_001, 2_000_000);
        assertThat(sparse.counts()).containsExactly(1, 2, 1, 1);
    }
}
