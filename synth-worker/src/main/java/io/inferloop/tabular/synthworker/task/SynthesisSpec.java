package io.inferloop.tabular.synthworker.task;

import io.inferloop.tabular.core.table.ColumnType;
import io.inferloop.tabular.core.table.io.TableFormat;
import io.inferloop.tabular.platform.failure.RejectedException;
import io.inferloop.tabular.schemas.task.SynthesisTask;
import io.inferloop.tabular.schemas.task.TaskDispatch;
import io.inferloop.tabular.synthworker.fit.DatasetRef;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is asked for, read from its dispatch record.
 *
 * @param rows to be generated, at least 1
 * @param columnTypes the user's word on some columns, by name
 * @param hyperparameters by name; Boolean, Number or String
 */
record SynthesisSpec(
        DatasetRef dataset,
        String algorithm,
        long rows,
        long seed,
        Map<String, ColumnType> columnTypes,
        Map<String, Object> hyperparameters,
        TableFormat outputFormat) {

    SynthesisSpec {
        columnTypes = Map.copyOf(columnTypes);
        hyperparameters = Map.copyOf(hyperparameters);
        if (rows < 1) {
            throw new RejectedException("invalid_rows", "At least 1 row has to be generated, got %d".formatted(rows));
        }
    }

    /** Reads the body of a synthesis dispatch; {@link RejectedException} says what the user has to mend. */
    static SynthesisSpec of(TaskDispatch dispatch) {
        @Nullable SynthesisTask task = dispatch.getSynthesis();
        if (task == null) {
            throw new IllegalArgumentException(
                    "Dispatch %d of job %s is no synthesis".formatted(dispatch.getDispatchNo(), dispatch.getJobId()));
        }
        Map<String, ColumnType> types = new HashMap<>();
        task.getColumnTypes().forEach((column, type) -> types.put(column, columnType(column, type)));
        Map<String, Object> settings = new HashMap<>();
        task.getHyperparameters().forEach((name, json) -> settings.put(name, setting(name, json)));
        return new SynthesisSpec(
                new DatasetRef(
                        task.getDatasetKey(),
                        task.getDatasetSha256(),
                        task.getDatasetSizeBytes(),
                        format(task.getDatasetFormat())),
                task.getAlgorithm(),
                task.getRows(),
                task.getSeed(),
                types,
                settings,
                format(task.getOutputFormat()));
    }

    private static TableFormat format(String name) {
        return TableFormat.named(name)
                .orElseThrow(() -> new RejectedException(
                        "unknown_format",
                        "'%s' is no format of tables; there are %s".formatted(name, TableFormat.NAMES)));
    }

    private static ColumnType columnType(String column, String type) {
        return ColumnType.named(type)
                .orElseThrow(() -> new RejectedException("invalid_column_type", ColumnType.unknown(column, type)));
    }

    private static Object setting(String name, String json) {
        try {
            Object value = JsonMapper.shared().readValue(json, Object.class);
            if (value != null) {
                return value;
            }
        } catch (JacksonException e) {
            throw invalid(name, json, e);
        }
        throw invalid(name, json, null);
    }

    private static RejectedException invalid(String name, String json, @Nullable Exception cause) {
        return new RejectedException(
                "invalid_hyperparameters", "Hyper-parameter '%s' has no usable value: %s".formatted(name, json), cause);
    }
}
