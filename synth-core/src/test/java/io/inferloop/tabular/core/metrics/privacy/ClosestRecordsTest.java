package io.inferloop.tabular.core.metrics.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.inferloop.tabular.core.metrics.EvaluationCase;
import io.inferloop.tabular.core.metrics.fidelity.HoldoutHalves;
import io.inferloop.tabular.core.table.KeyColumn;
import io.inferloop.tabular.core.table.NumericColumn;
import io.inferloop.tabular.core.table.Table;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ClosestRecordsTest {

    private static final Runnable WANTED = () -> {};

    @ParameterizedTest
    @ValueSource(strings = {"titanic", "penguins"})
    void distancesAreThoseOfAComparisonRowByRow(String table) {
        EvaluationCase pair = EvaluationCase.of(table);
        // The perturbed tables were made of all rows; the first half of each pair stands for the learned one.
        ClosestRecords closest = measured(
                EvaluationCase.everySecond(pair.real(), 0),
                EvaluationCase.everySecond(pair.real(), 1),
                pair.synthetic());
        JsonNode expected = pair.expected().get("closest");
        assertThat(closest.share()).isCloseTo(expected.get("share").asDouble(), within(0.01));
        assertThat(closest.trainingDistance())
                .isCloseTo(expected.get("training_distance").asDouble(), within(1e-6));
        assertThat(closest.holdoutDistance())
                .isCloseTo(expected.get("holdout_distance").asDouble(), within(1e-6));
        assertThat(closest.trainingRatio())
                .isCloseTo(expected.get("training_ratio").asDouble(), within(1e-5));
        assertThat(closest.holdoutRatio())
                .isCloseTo(expected.get("holdout_ratio").asDouble(), within(1e-5));
    }

    @Test
    void freshRealRowsAreAsCloseToOneAsToTheOther() {
        Table adult = EvaluationCase.rows(EvaluationCase.of("adult").whole(), 0, 6_000);
        ClosestRecords closest = measured(
                EvaluationCase.rows(adult, 0, 4_000),
                EvaluationCase.rows(adult, 4_000, 5_000),
                EvaluationCase.rows(adult, 5_000, 6_000));
        assertThat(closest.share()).isCloseTo(0.5, within(3 * closest.shareError()));
        assertThat(closest.trainingRows()).isEqualTo(4_000);
        assertThat(closest.trainingDistance()).isCloseTo(closest.holdoutDistance(), within(0.005));
    }

    @Test
    void copiedRowsAreFoundThoughTheHoldoutIsSmallerThanTheTraining() {
        Table adult = EvaluationCase.of("adult").whole();
        Table training = EvaluationCase.rows(adult, 0, 4_000);
        ClosestRecords closest =
                measured(training, EvaluationCase.rows(adult, 4_000, 5_000), EvaluationCase.rows(adult, 0, 1_000));
        // Each copy is closest in the one of four parts that its row is in, and as a fresh row is in the others.
        assertThat(closest.share()).isBetween(0.6, 0.65);
        assertThat(closest.trainingRatio()).isLessThan(1e-5);
        assertThat(closest.holdoutRatio()).isGreaterThan(0.01);
    }

    @Test
    void equalTablesGiveEqualNumbers() {
        HoldoutHalves halves = HoldoutHalves.of(EvaluationCase.of("titanic").real(), 7);
        assertThat(measured(halves.training(), halves.other(), halves.other()))
                .isEqualTo(measured(halves.training(), halves.other(), halves.other()));
    }

    @Test
    void oneRowASideAndMissingCellsAreDefined() {
        Table one = numbers(1, Double.NaN);
        ClosestRecords closest = measured(numbers(1), numbers(Double.NaN), one);
        assertThat(closest.share()).isEqualTo(0.5);
        assertThat(closest.trainingDistance()).isEqualTo(0.5);
        assertThat(closest.trainingRatio()).isEqualTo(1);
    }

    @Test
    void withoutAColumnOrARowThereIsNothingToMeasure() {
        Table keys = new Table(List.of(new KeyColumn("id", new String[] {"a", "b"})));
        assertThat(ClosestRecords.of(keys, keys, keys, WANTED)).isNull();
        assertThat(ClosestRecords.of(numbers(1), numbers(), numbers(1), WANTED)).isNull();
    }

    private static Table numbers(double... values) {
        return new Table(List.of(new NumericColumn("n", values, 0)));
    }

    private static ClosestRecords measured(Table training, Table holdout, Table synthetic) {
        return Objects.requireNonNull(ClosestRecords.of(training, holdout, synthetic, WANTED));
    }
}
