package io.inferloop.tabular.core.metrics.fidelity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.inferloop.tabular.core.metrics.EvaluationCase;
import io.inferloop.tabular.core.table.Column;
import io.inferloop.tabular.core.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class DiscriminatorTest {

    /** Between two implementations and two dealings of the folds; the standard error itself is about 0.008. */
    private static final double CLOSE = 0.025;

    @ParameterizedTest
    @ValueSource(strings = {"adult", "diamonds", "taxis"})
    void tablesAreToldApartAsWellAsByScikitLearn(String table) {
        EvaluationCase pair = EvaluationCase.of(table);
        JsonNode expected = pair.expected().get("discriminator");
        JsonNode rotated = expected.get("rotated");
        assertThat(judged(
                                pair.half(0),
                                rotated(pair.half(1), rotated.get("column").asString()))
                        .auc())
                .isCloseTo(rotated.get("auc").asDouble(), within(CLOSE));
        assertThat(judged(pair.real(), pair.synthetic()).auc())
                .isCloseTo(expected.get("perturbed").asDouble(), within(0.003));
        Discriminator real = judged(pair.half(0), pair.half(1));
        assertThat(real.auc()).isCloseTo(expected.get("real").asDouble(), within(CLOSE));
        assertThat(real.low()).isLessThan(0.505);
        assertThat(real.high()).isGreaterThan(0.495);
        assertThat(real.high() - real.low()).isBetween(0.02, 0.05);
    }

    @Test
    void shuffledColumnsAreTold() {
        Table real = EvaluationCase.of("adult").real();
        Discriminator shuffled = judged(real, PermutedColumnsBaseline.of(real, real.rows(), 7));
        assertThat(shuffled.low()).isGreaterThan(0.95);
    }

    @Test
    void equalTablesGiveEqualNumbers() {
        EvaluationCase pair = EvaluationCase.of("titanic");
        assertThat(judged(pair.half(0), pair.half(1))).isEqualTo(judged(pair.half(0), pair.half(1)));
    }

    @Test
    void aFewRowsAreNotJudged() {
        Table few = EvaluationCase.rows(EvaluationCase.of("titanic").real(), 0, 19);
        assertThat(Discriminator.of(few, few, () -> {})).isNull();
    }

    private static Table rotated(Table table, String name) {
        List<Column> columns = new ArrayList<>();
        for (Column column : table.columns()) {
            int shift = column.name().equals(name) ? 37 : 0;
            columns.add(column.select(IntStream.range(0, table.rows())
                    .map(row -> (row + shift) % table.rows())
                    .toArray()));
        }
        return new Table(columns);
    }

    private static Discriminator judged(Table real, Table synthetic) {
        return Objects.requireNonNull(Discriminator.of(real, synthetic, () -> {}));
    }
}
