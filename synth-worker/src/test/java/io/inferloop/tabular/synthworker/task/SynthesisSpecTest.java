package io.inferloop.tabular.synthworker.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inferloop.tabular.core.table.ColumnType;
import io.inferloop.tabular.platform.failure.RejectedException;
import io.inferloop.tabular.schemas.task.SynthesisTask;
import io.inferloop.tabular.schemas.task.TaskDispatch;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SynthesisSpecTest {

    @Test
    void readsTypesAndSettingsFromTheirTexts() {
        SynthesisSpec spec = SynthesisSpec.of(
                dispatch(10, Map.of("age", "integer"), Map.of("epochs", "300", "smooth", "true", "rate", "0.5")));

        assertThat(spec.columnTypes()).containsExactly(Map.entry("age", ColumnType.INTEGER));
        assertThat(spec.hyperparameters())
                .containsOnly(Map.entry("epochs", 300), Map.entry("smooth", true), Map.entry("rate", 0.5));
    }

    @Test
    void rejectsATypeThatDoesNotExistAndNamesThoseThatDo() {
        assertThatThrownBy(() -> SynthesisSpec.of(dispatch(10, Map.of("age", "float"), Map.of())))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("Column 'age': 'float'")
                .hasMessageContaining("integer");
    }

    @Test
    void rejectsASettingThatIsNoValue() {
        assertThatThrownBy(() -> SynthesisSpec.of(dispatch(10, Map.of(), Map.of("epochs", "{"))))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("epochs");
        assertThatThrownBy(() -> SynthesisSpec.of(dispatch(10, Map.of(), Map.of("epochs", "null"))))
                .isInstanceOf(RejectedException.class);
    }

    @Test
    void rejectsATableWithoutRows() {
        assertThatThrownBy(() -> SynthesisSpec.of(dispatch(0, Map.of(), Map.of())))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("got 0");
    }

    private static TaskDispatch dispatch(long rows, Map<String, String> types, Map<String, String> settings) {
        return TaskDispatch.newBuilder()
                .setOrganizationId(new UUID(1, 1))
                .setJobId(new UUID(2, 2))
                .setTask(0)
                .setAttempt(1)
                .setDispatchNo(1)
                .setDispatchedAt(Instant.EPOCH)
                .setStartBy(Instant.EPOCH)
                .setMemoryBytes(1)
                .setThreads(1)
                .setOutputPrefix("organizations/o/jobs/j/0/")
                .setSynthesis(SynthesisTask.newBuilder()
                        .setDatasetKey("key")
                        .setDatasetSha256("0".repeat(64))
                        .setDatasetSizeBytes(1)
                        .setAlgorithm("gaussian_copula")
                        .setRows(rows)
                        .setSeed(7)
                        .setColumnTypes(types)
                        .setHyperparameters(settings)
                        .build())
                .build();
    }
}
