package io.inferloop.tabular.core.metrics.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.inferloop.tabular.core.table.BooleanColumn;
import io.inferloop.tabular.core.table.CategoricalColumn;
import io.inferloop.tabular.core.table.DatetimeColumn;
import io.inferloop.tabular.core.table.KeyColumn;
import io.inferloop.tabular.core.table.NumericColumn;
import io.inferloop.tabular.core.table.Table;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExactCopiesTest {

    private final Table training = new Table(List.of(
            new KeyColumn("id", new String[] {"1", "2", "3", "4"}),
            new NumericColumn("n", new double[] {1, 0.0, Double.NaN, 1}, 1),
            new CategoricalColumn("c", new int[] {0, 1, -1, 0}, List.of("a", "b")),
            new BooleanColumn("b", new byte[] {1, 0, -1, 1}, "true", "false"),
            new DatetimeColumn("t", new long[] {5, 6, DatetimeColumn.MISSING, 5}, "uuuu")));

    @Test
    void aCopyIsEqualInEveryCellButItsKey() {
        Table candidates = new Table(List.of(
                new KeyColumn("id", new String[] {"9", "8", "7", "6", "5"}),
                new NumericColumn("n", new double[] {1, -0.0, Double.NaN, 1, 1}, 1),
                new CategoricalColumn("c", new int[] {1, 0, -1, 1, 2}, List.of("b", "a", "new")),
                new BooleanColumn("b", new byte[] {1, 0, -1, 0, 1}, "true", "false"),
                new DatetimeColumn("t", new long[] {5, 6, DatetimeColumn.MISSING, 5, 5}, "uuuu")));
        assertThat(ExactCopies.rate(training, candidates)).isEqualTo(0.6);
    }

    @Test
    void theOrderOfColumnsDoesNotMatter() {
        assertThat(ExactCopies.rate(training, new Table(training.columns().reversed())))
                .isEqualTo(1);
    }

    @Test
    void rowsThatOccurTwiceAreWhatAHoldoutWouldCopy() {
        assertThat(ExactCopies.leaveOneOutRate(training)).isEqualTo(0.5);
    }

    @Test
    void manyRowsAreCountedRight() {
        int rows = 100_000;
        Table real = numbers(IntStream.range(0, rows).asDoubleStream().toArray());
        Table half =
                numbers(IntStream.range(0, rows).mapToDouble(row -> row * 2).toArray());
        assertThat(ExactCopies.rate(real, half)).isEqualTo(0.5);
        assertThat(ExactCopies.leaveOneOutRate(real)).isZero();
    }

    @Test
    void aTableOfKeysOnlyHasNoCopies() {
        Table keys = new Table(List.of(new KeyColumn("id", new String[] {"1"})));
        assertThat(ExactCopies.rate(keys, keys)).isZero();
    }

    @Test
    void aColumnOfAnotherKindIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        ExactCopies.rate(numbers(1), new Table(List.of(new KeyColumn("n", new String[] {"1"})))))
                .withMessageContaining("'n'");
    }

    private static Table numbers(double... values) {
        return new Table(List.of(new NumericColumn("n", values, 0)));
    }
}
