package io.inferloop.tabular.core.metrics.fidelity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.inferloop.tabular.core.table.NumericColumn;
import io.inferloop.tabular.core.table.Table;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HoldoutHalvesTest {

    private final Table table = FixtureTables.table(
            new NumericColumn("n", IntStream.range(0, 101).asDoubleStream().toArray(), 0));

    @Test
    void theHalvesAreOfOneSizeAndShareNoRow() {
        HoldoutHalves halves = HoldoutHalves.of(table, 7);

        assertThat(halves.training().rows()).isEqualTo(50);
        assertThat(halves.other().rows()).isEqualTo(50);
        assertThat(DoubleStream.concat(values(halves.training()), values(halves.other()))
                        .distinct()
                        .count())
                .isEqualTo(100);
    }

    @Test
    void smallerOnesAreTheBeginningsOfTheWholeOnes() {
        HoldoutHalves whole = HoldoutHalves.of(table, 7);
        HoldoutHalves few = HoldoutHalves.of(table, 20, 5, 7);

        assertThat(values(few.training()).toArray())
                .isEqualTo(Arrays.copyOf(values(whole.training()).toArray(), 20));
        assertThat(values(few.other()).toArray())
                .isEqualTo(Arrays.copyOf(values(whole.other()).toArray(), 5));
    }

    @Test
    void theSeedDecides() {
        assertThat(values(HoldoutHalves.of(table, 7).training()).toArray())
                .isEqualTo(values(HoldoutHalves.of(table, 7).training()).toArray())
                .isNotEqualTo(values(HoldoutHalves.of(table, 8).training()).toArray());
    }

    @Test
    void oneRowHasNoHalves() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HoldoutHalves.of(table.select(new int[] {0}), 7))
                .withMessageContaining("1 rows");
    }

    private static DoubleStream values(Table table) {
        return Arrays.stream(((NumericColumn) table.column("n")).values());
    }
}
