package io.inferloop.tabular.validationworker.task;

import io.inferloop.tabular.core.table.ColumnType;
import io.inferloop.tabular.core.table.RawTable;
import io.inferloop.tabular.core.table.TypedTable;
import io.inferloop.tabular.core.table.UnreadableTableException;
import io.inferloop.tabular.core.table.io.TableFile;
import io.inferloop.tabular.platform.failure.RejectedException;
import java.io.IOException;
import java.util.Map;
import java.util.function.Function;

/** Reads the two tables so that equal columns mean equal things. Whatever is wrong is a {@link RejectedException} that names the table. */
final class TableFiles {

    private TableFiles() {}

    static TypedTable readReal(TableFile file, Map<String, ColumnType> overrides, long memoryBytes) throws IOException {
        return read("real", file, memoryBytes, raw -> raw.typed(overrides));
    }

    /**
     * Reads the synthetic table with the real one's types: a detection of its own could see a key where the real table has
     * a number. Columns that the real table lacks are read as found; the structure score counts them.
     */
    static TypedTable readSynthetic(TableFile file, TypedTable real, long memoryBytes) throws IOException {
        return read("synthetic", file, memoryBytes, raw -> raw.typedLike(real.schema()));
    }

    private static TypedTable read(String name, TableFile file, long memoryBytes, Function<RawTable, TypedTable> typing)
            throws IOException {
        try {
            file.memoryEstimate()
                    .filter(estimate -> estimate.bytes() > memoryBytes)
                    .ifPresent(estimate -> {
                        throw new RejectedException("table_too_large", named(name, estimate.shortage(memoryBytes)));
                    });
            return typing.apply(file.read(bytes -> {}));
        } catch (UnreadableTableException e) {
            throw new RejectedException(e.code(), named(name, String.valueOf(e.getMessage())), e);
        }
    }

    private static String named(String name, String message) {
        return "The %s table: %s".formatted(name, message);
    }
}
