package io.inferloop.tabular.core.metrics.utility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.inferloop.tabular.core.metrics.EvaluationCase;
import io.inferloop.tabular.core.metrics.fidelity.QualityReport;
import io.inferloop.tabular.core.table.Table;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class UtilityTest {

    @ParameterizedTest
    @CsvSource({"adult, 0.01", "diamonds, 0.02", "penguins, 0.01"})
    void whatIsLearnedFromRealRowsIsWhatScikitLearnLearns(String table, double close) {
        EvaluationCase pair = EvaluationCase.of(table);
        JsonNode expected = pair.expected().get("utility");
        Utility utility = measured(pair, expected.get("target").asString());
        assertThat(utility.trainedOnReal().score())
                .isCloseTo(expected.get("trtr").asDouble(), within(close));
    }

    @Test
    void whatIsLearnedFromSyntheticRowsIsWhatScikitLearnLearns() {
        EvaluationCase adult = EvaluationCase.of("adult");
        Utility utility = measured(adult, "income");
        assertThat(utility.trainedOnSynthetic().score())
                .isCloseTo(adult.expected().get("utility").get("tstr").asDouble(), within(0.015));
        assertThat(utility.measure()).isEqualTo(Utility.Measure.AUC);
        assertThat(utility.trainedOnShuffled().score()).isCloseTo(0.5, within(0.1));
    }

    @Test
    void errorsOfNumbersAreInTheColumnsUnit() {
        Utility price = measured(EvaluationCase.of("diamonds"), "price");
        assertThat(price.measure()).isEqualTo(Utility.Measure.R2);
        assertThat(price.trainedOnReal().rmse()).isBetween(400.0, 1_000.0);
        assertThat(price.trainedOnShuffled().score()).isLessThan(0.1);
    }

    @Test
    void syntheticRowsWithoutTheRareLabelTeachNothing() {
        EvaluationCase adult = EvaluationCase.of("adult");
        Table oneSided = adult.half(0)
                .select(IntStream.range(0, 2_500)
                        .filter(row -> !TargetClasses.members(adult.half(0).column("income"), ">50K")[row])
                        .toArray());
        Utility utility =
                Objects.requireNonNull(Utility.of(adult.half(0), adult.half(1), oneSided, "income", () -> {}));
        assertThat(utility.trainedOnSynthetic().score()).isEqualTo(0.5);
        assertThat(utility.trainingRows()).isEqualTo(oneSided.rows());
    }

    @Test
    void fewRowsAreNotMeasured() {
        Table few = EvaluationCase.rows(EvaluationCase.of("adult").whole(), 0, 99);
        assertThat(Utility.of(few, few, few, "income", () -> {})).isNull();
    }

    @Test
    void aTimeIsNoTarget() {
        Table taxis = EvaluationCase.of("taxis").real();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Utility.of(taxis, taxis, taxis, "pickup", () -> {}))
                .withMessageContaining("pickup");
    }

    @ParameterizedTest
    @CsvSource({"adult, income", "diamonds, cut", "titanic, sex", "penguins, species"})
    void theTargetIsTheLabelThatHangsTogetherMostWithTheRestAndHasNoTwin(String table, String target) {
        Table real = EvaluationCase.of(table).real();
        assertThat(TargetChoice.of(
                        real, QualityReport.of(real, real).columnPairTrends().pairs()))
                .isEqualTo(Optional.of(target));
    }

    private static Utility measured(EvaluationCase pair, String target) {
        return Objects.requireNonNull(Utility.of(pair.half(0), pair.half(1), pair.synthetic(), target, () -> {}));
    }
}
