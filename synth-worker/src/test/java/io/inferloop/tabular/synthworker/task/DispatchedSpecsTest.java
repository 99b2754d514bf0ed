package io.inferloop.tabular.synthworker.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inferloop.tabular.core.model.Conditions;
import io.inferloop.tabular.core.table.ColumnType;
import io.inferloop.tabular.platform.failure.RejectedException;
import io.inferloop.tabular.schemas.task.SynthesisTask;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DispatchedSpecsTest {

    @Test
    void readsTypesAndSettingsFromTheirTexts() {
        FittingSpec spec = FittingSpec.of(
                dispatch(10, Map.of("age", "integer"), Map.of("epochs", "300", "smooth", "true", "rate", "0.5")));

        assertThat(spec.columnTypes()).containsExactly(Map.entry("age", ColumnType.INTEGER));
        assertThat(spec.hyperparameters())
                .containsOnly(Map.entry("epochs", 300), Map.entry("smooth", true), Map.entry("rate", 0.5));
    }

    @Test
    void rejectsATypeThatDoesNotExistAndNamesThoseThatDo() {
        assertThatThrownBy(() -> FittingSpec.of(dispatch(10, Map.of("age", "float"), Map.of())))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("Column 'age': 'float'")
                .hasMessageContaining("integer");
    }

    @Test
    void rejectsASettingThatIsNoValue() {
        assertThatThrownBy(() -> FittingSpec.of(dispatch(10, Map.of(), Map.of("epochs", "{"))))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("epochs");
        assertThatThrownBy(() -> FittingSpec.of(dispatch(10, Map.of(), Map.of("epochs", "null"))))
                .isInstanceOf(RejectedException.class);
    }

    @Test
    void rejectsATableWithoutRows() {
        assertThatThrownBy(() -> Draws.of(dispatch(0, Map.of(), Map.of())))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("got 0");
    }

    @Test
    void readsConditionsAndRefusesWhatIsNoValue() {
        SynthesisTask task = dispatch(10, Map.of(), Map.of());
        task.setConditions(Map.of("sex", "\"Female\"", "age", "40", "income", "null"));

        assertThat(Draws.of(task).conditions().cells())
                .containsExactlyInAnyOrder(
                        new Conditions.Cell("sex", "Female"),
                        new Conditions.Cell("age", "40"),
                        new Conditions.Cell("income", null));
        assertThat(FittingSpec.of(task).conditionColumns()).containsExactlyInAnyOrder("sex", "age", "income");

        task.setConditions(Map.of("sex", "[1]"));
        assertThatThrownBy(() -> Draws.of(task))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("sex");
    }

    private static SynthesisTask dispatch(long rows, Map<String, String> types, Map<String, String> settings) {
        return SynthesisTask.newBuilder()
                .setDatasetKey("key")
                .setDatasetSha256("0".repeat(64))
                .setDatasetSizeBytes(1)
                .setAlgorithm("gaussian_copula")
                .setRows(rows)
                .setSeed(7)
                .setColumnTypes(types)
                .setHyperparameters(settings)
                .build();
    }
}
