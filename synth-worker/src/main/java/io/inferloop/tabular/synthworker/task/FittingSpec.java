package io.inferloop.tabular.synthworker.task;

import io.inferloop.tabular.core.table.ColumnType;
import io.inferloop.tabular.platform.failure.RejectedException;
import io.inferloop.tabular.schemas.task.ImputationTask;
import io.inferloop.tabular.schemas.task.SynthesisTask;
import io.inferloop.tabular.schemas.task.TrainingTask;
import io.inferloop.tabular.synthworker.fit.DatasetRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is to be learned and how, read from its dispatch record; {@link RejectedException} says what the user has to mend.
 *
 * @param columnTypes the user's word on some columns, by name
 * @param hyperparameters by name; Boolean, Number or String
 * @param conditionColumns columns that the model will be given
 * @param algorithmReason why the algorithm was chosen; null where the user named it
 */
record FittingSpec(
        DatasetRef dataset,
        String algorithm,
        long seed,
        Map<String, ColumnType> columnTypes,
        Map<String, Object> hyperparameters,
        List<String> conditionColumns,
        @Nullable String algorithmReason) {

    FittingSpec {
        columnTypes = Map.copyOf(columnTypes);
        hyperparameters = Map.copyOf(hyperparameters);
        conditionColumns = List.copyOf(conditionColumns);
    }

    static FittingSpec of(SynthesisTask task) {
        return new FittingSpec(
                new DatasetRef(
                        task.getDatasetKey(),
                        task.getDatasetSha256(),
                        task.getDatasetSizeBytes(),
                        DispatchedValues.format(task.getDatasetFormat())),
                task.getAlgorithm(),
                task.getSeed(),
                types(task.getColumnTypes()),
                settings(task.getHyperparameters()),
                conditionColumns(task),
                task.getAlgorithmReason());
    }

    static FittingSpec of(TrainingTask task) {
        return new FittingSpec(
                new DatasetRef(
                        task.getDatasetKey(),
                        task.getDatasetSha256(),
                        task.getDatasetSizeBytes(),
                        DispatchedValues.format(task.getDatasetFormat())),
                task.getAlgorithm(),
                task.getSeed(),
                types(task.getColumnTypes()),
                settings(task.getHyperparameters()),
                task.getConditionColumns(),
                task.getAlgorithmReason());
    }

    /** Of an imputation without a model; which cells its rows have is not to be said beforehand. */
    static FittingSpec of(ImputationTask task) {
        return new FittingSpec(
                dataset(task),
                Objects.requireNonNull(task.getAlgorithm(), "an imputation with neither a model nor an algorithm"),
                task.getSeed(),
                types(task.getColumnTypes()),
                settings(task.getHyperparameters()),
                List.of(),
                task.getAlgorithmReason());
    }

    static DatasetRef dataset(ImputationTask task) {
        return new DatasetRef(
                task.getDatasetKey(),
                task.getDatasetSha256(),
                task.getDatasetSizeBytes(),
                DispatchedValues.format(task.getDatasetFormat()));
    }

    /** The rebalanced column last: the model is asked for its natural proportions under the conditions. */
    private static List<String> conditionColumns(SynthesisTask task) {
        List<String> columns = new ArrayList<>(task.getConditions().keySet());
        if (task.getRebalancing() != null) {
            columns.add(task.getRebalancing().getColumn());
        }
        return columns;
    }

    private static Map<String, ColumnType> types(Map<String, String> names) {
        Map<String, ColumnType> types = new HashMap<>();
        names.forEach((column, type) -> types.put(
                column,
                ColumnType.named(type)
                        .orElseThrow(
                                () -> new RejectedException("invalid_column_type", ColumnType.unknown(column, type)))));
        return types;
    }

    private static Map<String, Object> settings(Map<String, String> texts) {
        Map<String, Object> settings = new HashMap<>();
        DispatchedValues.read(texts, "invalid_hyperparameters", "Hyper-parameter")
                .forEach((name, value) -> {
                    if (value == null) {
                        throw DispatchedValues.unusable(
                                "invalid_hyperparameters", "Hyper-parameter", name, "null", null);
                    }
                    settings.put(name, Objects.requireNonNull(value));
                });
        return settings;
    }
}
