package io.inferloop.tabular.benchmarks.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.inferloop.tabular.core.table.NumericColumn;
import io.inferloop.tabular.core.table.Table;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HalvesTest {

    @Test
    void everyRowIsInOneHalf() {
        Halves halves = Halves.of(counting(100), 1);
        assertThat(halves.training().rows()).isEqualTo(50);
        assertThat(halves.other().rows()).isEqualTo(50);
        assertThat(DoubleStream.concat(values(halves.training()), values(halves.other()))
                        .sorted()
                        .toArray())
                .isEqualTo(values(counting(100)).toArray());
    }

    @Test
    void ofAnOddNumberOneRowIsLeftOut() {
        Halves halves = Halves.of(counting(7), 1);
        assertThat(halves.training().rows()).isEqualTo(3);
        assertThat(halves.other().rows()).isEqualTo(3);
        assertThat(DoubleStream.concat(values(halves.training()), values(halves.other()))
                        .distinct()
                        .count())
                .isEqualTo(6);
    }

    @Test
    void theSeedDecides() {
        assertThat(training(1)).isEqualTo(training(1)).isNotEqualTo(training(2));
    }

    @Test
    void oneRowHasNoHalves() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Halves.of(counting(1), 1))
                .withMessageContaining("1 rows");
    }

    private static double[] training(long seed) {
        return values(Halves.of(counting(100), seed).training()).toArray();
    }

    private static DoubleStream values(Table table) {
        return DoubleStream.of(((NumericColumn) table.column("n")).values());
    }

    private static Table counting(int rows) {
        return new Table(List.of(
                new NumericColumn("n", IntStream.range(0, rows).asDoubleStream().toArray(), 0)));
    }
}
