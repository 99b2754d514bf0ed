package io.inferloop.tabular.validationworker.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.inferloop.tabular.core.metrics.fidelity.ComparisonProgress;
import io.inferloop.tabular.core.metrics.utility.Utility;
import io.inferloop.tabular.core.model.Provenance;
import io.inferloop.tabular.core.synthesis.HeldOutRows;
import io.inferloop.tabular.core.table.CategoricalColumn;
import io.inferloop.tabular.core.table.NumericColumn;
import io.inferloop.tabular.core.table.Table;
import io.inferloop.tabular.platform.failure.RejectedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EvaluationTest {

    private static final int ROWS = 2_000;

    @Test
    void aTableScoresPerfectlyAgainstItselfAndAboveItsPermutedColumns() {
        Table table = dependent(ROWS);

        Evaluation evaluation = Evaluation.of(new TablePair(table, table), ComparisonProgress.NONE);

        assertThat(evaluation.headline())
                .containsEntry("quality", 1.0)
                .containsEntry("diagnostic", 1.0)
                .containsEntry("exact_copy_rate", 1.0);
        assertThat(evaluation.headline().get("baseline_column_pair_trends_real_edges"))
                .isLessThan(0.9);
    }

    @Test
    void theBaselineHasPerfectShapesAndNoTrends() {
        Table table = dependent(ROWS);

        ReferenceScores baseline = Evaluation.of(new TablePair(table, table), ComparisonProgress.NONE)
                .baseline()
                .scores();

        assertThat(baseline.columnShapes()).isCloseTo(1.0, within(1e-9));
        assertThat(baseline.columnPairTrendsRealEdges()).isLessThan(0.9);
    }

    @Test
    void theCeilingIsWhatRealRowsScoreAndTheSameEveryTime() {
        Table table = dependent(ROWS);

        Map<String, Double> scores = Evaluation.of(new TablePair(table, table), ComparisonProgress.NONE)
                .headline();

        assertThat(scores.get("holdout_column_pair_trends_real_edges")).isBetween(0.95, 0.9999);
        assertThat(Evaluation.of(new TablePair(table, table), ComparisonProgress.NONE)
                        .headline())
                .isEqualTo(scores);
    }

    @Test
    void theCeilingsDistanceIsThatOfTablesAsLargeAsTheComparedOnes() {
        Table table = dependent(ROWS);

        ReferenceScores ceiling = Objects.requireNonNull(
                        Evaluation.of(new TablePair(table, dependent(500)), ComparisonProgress.NONE)
                                .ceiling())
                .scores();

        assertThat(ceiling.realRows()).isEqualTo(1_000);
        assertThat(ceiling.rows()).isEqualTo(500);
        assertThat(ceiling.errorScale())
                .isCloseTo(Math.sqrt((1.0 / 2_000 + 1.0 / 500) / (1.0 / 1_000 + 1.0 / 500)), within(1e-12));
    }

    @Test
    void rowsOfAModelThatWasNotShownSomeRowsAreComparedWithThose() {
        Table real = loose(ROWS);
        HeldOutRows parts = HeldOutRows.of(real, 0.2, 7).orElseThrow();
        Table copies = parts.training();

        Evaluation evaluation = Evaluation.of(new TablePair(real, copies, Optional.of(parts)), ComparisonProgress.NONE);

        assertThat(evaluation.rows().utilityUnseen()).isTrue();
        assertThat(evaluation.rows().utility()).extracting(Utility::target).isEqualTo("group");
        assertThat(evaluation.headline())
                .containsEntry("exact_copy_rate_of_learned_rows", 1.0)
                .containsKeys(
                        "accuracy",
                        "accuracy_expected_maximum",
                        "holdout_accuracy",
                        "baseline_accuracy",
                        "discriminator_auc",
                        "holdout_discriminator_auc",
                        "baseline_discriminator_auc",
                        "utility",
                        "utility_of_real_rows",
                        "baseline_utility",
                        "holdout_exact_copy_rate_of_learned_rows",
                        "dcr_share",
                        "nndr",
                        "holdout_nndr");
        assertThat(evaluation.headline().get("utility")).isGreaterThan(0.7);
        assertThat(evaluation.headline().get("holdout_discriminator_auc")).isBetween(0.4, 0.6);
        assertThat(evaluation.headline().get("baseline_discriminator_auc")).isGreaterThan(0.55);
    }

    @Test
    void withoutHeldOutRowsUtilityIsMeasuredOnRowsThatMayHaveBeenSeenAndPrivacyByCopiesAlone() {
        Evaluation evaluation = Evaluation.of(new TablePair(loose(ROWS), loose(ROWS)), ComparisonProgress.NONE);

        assertThat(evaluation.rows().utility()).isNotNull();
        assertThat(evaluation.rows().utilityUnseen()).isFalse();
        assertThat(evaluation.rows().privacy()).isNull();
    }

    @Test
    void theColumnThatIsNamedIsPredicted() {
        TablePair pair = new TablePair(loose(ROWS), loose(ROWS));

        assertThat(Evaluation.of(pair, "amount", ComparisonProgress.NONE).rows().utility())
                .extracting(Utility::target)
                .isEqualTo("amount");
    }

    @Test
    void aModelOfAnotherTableHasNoPartsOfThisOne() {
        Table real = dependent(ROWS);
        Provenance model = new Provenance(
                "gaussian_copula", Map.of(HeldOutRows.SETTING, 0.2), 7, 1, "cpu", "a", 1_600, Map.of(), 1);

        assertThat(TablePair.of(real, "a", real, Optional.of(model)).parts()).isPresent();
        assertThat(TablePair.of(real, "b", real, Optional.of(model)).parts()).isEmpty();
    }

    @Test
    void oneRealRowHasNoCeiling() {
        Evaluation evaluation = Evaluation.of(new TablePair(dependent(1), dependent(5)), ComparisonProgress.NONE);

        assertThat(evaluation.ceiling()).isNull();
        assertThat(evaluation.headline()).doesNotContainKey("holdout_quality");
    }

    @Test
    void aCancelledEvaluationEndsBetweenItsParts() {
        Table table = dependent(100);

        assertThatThrownBy(() -> Evaluation.of(new TablePair(table, table), (done, total) -> {
                    throw new IllegalStateException("cancelled");
                }))
                .hasMessage("cancelled");
    }

    @Test
    void anEmptyTableIsRefusedWithItsRows() {
        assertThatThrownBy(() -> new TablePair(dependent(3), dependent(0)))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("the real table has 3 rows, the synthetic one 0");
    }

    @Test
    void theJsonHoldsEveryColumnAndPair(@TempDir Path folder) throws IOException {
        Table table = dependent(ROWS);
        Path file = folder.resolve("validation.json");

        Evaluation.of(new TablePair(table, table), ComparisonProgress.NONE).writeJson(file);

        JsonNode json = JsonMapper.shared().readTree(Files.readString(file));
        assertThat(json.at("/quality/column_shapes/columns")).hasSize(2);
        assertThat(json.at("/quality/column_pair_trends/pairs")).hasSize(1);
        assertThat(json.at("/diagnostic/data_validity/columns")).hasSize(2);
        assertThat(json.at("/baseline/column_pair_trends_real_edges").isNumber())
                .isTrue();
        assertThat(json.at("/ceiling/error_scale").isNumber()).isTrue();
    }

    /** Groups that overlap, so that a prediction can be better or worse. */
    private static Table loose(int rows) {
        return dependent(rows, 20);
    }

    private static Table dependent(int rows) {
        return dependent(rows, 100);
    }

    private static Table dependent(int rows, int distance) {
        SplittableRandom random = new SplittableRandom(1);
        double[] amounts = new double[rows];
        int[] groups = new int[rows];
        for (int row = 0; row < rows; row++) {
            groups[row] = random.nextInt(3);
            amounts[row] = groups[row] * distance + random.nextInt(50);
        }
        return new Table(List.of(
                new NumericColumn("amount", amounts, 0),
                new CategoricalColumn("group", groups, List.of("small", "medium", "large"))));
    }
}
