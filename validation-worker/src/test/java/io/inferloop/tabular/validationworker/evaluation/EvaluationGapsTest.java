package io.inferloop.tabular.validationworker.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferloop.tabular.core.metrics.fidelity.ComparisonProgress;
import io.inferloop.tabular.core.synthesis.HeldOutRows;
import io.inferloop.tabular.core.table.CategoricalColumn;
import io.inferloop.tabular.core.table.Column;
import io.inferloop.tabular.core.table.NumericColumn;
import io.inferloop.tabular.core.table.Table;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A cancelled evaluation ends within a second, which is how long it may go on without asking. */
class EvaluationGapsTest {

    private static final int ROWS = 8_000;
    private static final int COLUMNS = 20;

    @Test
    void noMetricGoesOnForASecondWithoutAsking() {
        Table real = table(1);
        Optional<HeldOutRows> parts = HeldOutRows.of(real, 0.2, 7);
        CpuGaps gaps = new CpuGaps();

        Evaluation evaluation = Evaluation.of(new TablePair(real, table(2), parts), gaps);

        gaps.compared(1, 1);
        assertThat(evaluation.rows().privacy()).isNotNull();
        assertThat(gaps.longest / 1e9).as("CPU seconds without asking").isLessThan(1);
    }

    /** Half numbers, half labels, some of them many; all follow one of the numbers a little. */
    private static Table table(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] common = random.ints(ROWS, 0, 1000).toArray();
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < COLUMNS; i++) {
            int kinds = i % 4 == 1 ? 1000 : 6;
            int[] codes = Arrays.stream(common)
                    .map(value -> (value * kinds / 1000 + random.nextInt(1 + kinds / 2)) % kinds)
                    .toArray();
            columns.add(
                    i % 2 == 0
                            ? new NumericColumn(
                                    "c" + i, Arrays.stream(common).mapToDouble(value -> value + random.nextInt(500)).toArray(), 0)
                            : new CategoricalColumn(
                                    "c" + i,
                                    codes,
                                    IntStream.range(0, kinds).mapToObj(kind -> "kind" + kind).toList()));
        }
        return new Table(columns);
    }

    /** Measures the CPU time of its thread between two questions. */
    private static final class CpuGaps implements ComparisonProgress {

        private long last = now();
        private long longest;

        @Override
        public void compared(int pairsDone, int pairsTotal) {
            long now = now();
            longest = Math.max(longest, now - last);
            last = now;
        }

        private static long now() {
            return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        }
    }
}
