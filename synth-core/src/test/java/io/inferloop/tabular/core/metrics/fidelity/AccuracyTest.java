package io.inferloop.tabular.core.metrics.fidelity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.inferloop.tabular.core.metrics.EvaluationCase;
import io.inferloop.tabular.core.random.Seeds;
import io.inferloop.tabular.core.table.KeyColumn;
import io.inferloop.tabular.core.table.Table;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class AccuracyTest {

    @ParameterizedTest
    @ValueSource(strings = {"adult", "diamonds", "taxis", "titanic", "penguins"})
    void likenessesAndTheirExpectedMaximaAreThoseOfAnIndependentCount(String table) {
        EvaluationCase pair = EvaluationCase.of(table);
        Accuracy accuracy = Accuracy.of(pair.real(), pair.synthetic());
        assertLikeness(accuracy.columns(), pair.expected().get("accuracy").get(0));
        assertLikeness(accuracy.pairs(), pair.expected().get("accuracy").get(1));
        assertLikeness(accuracy.triples(), pair.expected().get("accuracy").get(2));
    }

    private static void assertLikeness(Accuracy.Likeness actual, JsonNode expected) {
        assertThat(actual.score()).isCloseTo(expected.get(0).asDouble(), within(1e-10));
        assertThat(actual.expectedMaximum()).isCloseTo(expected.get(1).asDouble(), within(1e-10));
    }

    @Test
    void halvesOfOneTableReachTheExpectedMaximum() {
        HoldoutHalves halves = HoldoutHalves.of(EvaluationCase.of("adult").whole(), 7);
        Accuracy accuracy = Accuracy.of(halves.training(), halves.other());
        assertThat(accuracy.overall()).isCloseTo(accuracy.expectedMaximum(), within(0.003));
    }

    @Test
    void shuffledColumnsAreAccurateOneByOneAndNotTogether() {
        Table real = EvaluationCase.of("penguins").real();
        Accuracy accuracy = Accuracy.of(real, PermutedColumnsBaseline.of(real, real.rows(), 7));
        assertThat(accuracy.columns().score()).isEqualTo(1);
        assertThat(accuracy.pairs().score()).isBetween(0.5, 0.8);
        assertThat(accuracy.triples().score()).isLessThan(accuracy.pairs().score());
    }

    @Test
    void missingCellsRareLabelsAndNewOnesHaveTheirBins() {
        Table real = FixtureTables.table(
                FixtureTables.labels("c", "a", "a", "a", "a", "a", "rare", "b", "b", "b", "b", "b", ""),
                FixtureTables.numbers("n", 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9, Double.NaN));
        Table synthetic = FixtureTables.table(
                FixtureTables.labels("c", "a", "a", "a", "a", "a", "new", "b", "b", "b", "b", "b", ""),
                FixtureTables.numbers("n", -1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 99, Double.NaN));
        assertThat(Accuracy.of(real, synthetic).overall()).isEqualTo(1);
    }

    @Test
    void aTableOfKeysHasNoAccuracy() {
        Table keys = new Table(List.of(new KeyColumn("id", new String[] {"a", "b"})));
        Accuracy accuracy = Accuracy.of(keys, keys);
        assertThat(accuracy.overall()).isNull();
        assertThat(accuracy.triples().combinations()).isZero();
    }

    @Test
    void ofTooManyTriplesDifferentOnesAreChosen() {
        List<int[]> chosen = ColumnCombinations.of(100, 3, 5_000, new Seeds(7).stream());
        assertThat(chosen.stream().map(Arrays::toString).distinct()).hasSize(5_000);
        assertThat(chosen).allMatch(three -> three[0] < three[1] && three[1] < three[2] && three[2] < 100);
    }

    @Test
    void progressCanEndIt() {
        Table real = EvaluationCase.of("penguins").real();
        assertThatThrownBy(() -> Accuracy.of(real, real, (done, total) -> {
                    if (done == 10) {
                        throw new CancellationException("at %d of %d".formatted(done, total));
                    }
                }))
                .hasMessage("at 10 of 63");
    }
}
