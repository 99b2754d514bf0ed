package io.inferloop.tabular.validationworker.task;

import io.inferloop.tabular.core.table.ColumnType;
import io.inferloop.tabular.core.table.io.TableFormat;
import io.inferloop.tabular.platform.failure.RejectedException;
import io.inferloop.tabular.schemas.task.TaskDispatch;
import io.inferloop.tabular.schemas.task.ValidationTask;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be compared, read from its dispatch record.
 *
 * @param columnTypes the user's word on some columns of the real table, by name
 * @param target the column that the utility score predicts; null for the one with the strongest ties
 */
record ValidationSpec(
        TableRef real,
        TableRef synthetic,
        Map<String, ColumnType> columnTypes,
        @Nullable String target) {

    /** A table in the object store and the checksum that it must have. */
    record TableRef(String key, String sha256, TableFormat format) {}

    ValidationSpec {
        columnTypes = Map.copyOf(columnTypes);
    }

    /** Reads the body of a validation dispatch; {@link RejectedException} says what the user has to mend. */
    static ValidationSpec of(TaskDispatch dispatch) {
        ValidationTask task = dispatch.getValidation();
        if (task == null) {
            throw new IllegalArgumentException(
                    "Dispatch %d of job %s is no validation".formatted(dispatch.getDispatchNo(), dispatch.getJobId()));
        }
        Map<String, ColumnType> types = new HashMap<>();
        task.getColumnTypes().forEach((column, type) -> types.put(column, columnType(column, type)));
        return new ValidationSpec(
                new TableRef(task.getRealKey(), task.getRealSha256(), format(task.getRealFormat())),
                new TableRef(task.getSyntheticKey(), task.getSyntheticSha256(), format(task.getSyntheticFormat())),
                types,
                task.getTarget());
    }

    static TableFormat format(String name) {
        return TableFormat.named(name)
                .orElseThrow(() -> new RejectedException(
                        "unknown_format",
                        "'%s' is no format of tables; there are %s".formatted(name, TableFormat.NAMES)));
    }

    private static ColumnType columnType(String column, String type) {
        return ColumnType.named(type)
                .orElseThrow(() -> new RejectedException("invalid_column_type", ColumnType.unknown(column, type)));
    }
}
