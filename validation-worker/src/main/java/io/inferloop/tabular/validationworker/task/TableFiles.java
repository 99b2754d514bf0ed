package io.inferloop.tabular.validationworker.task;

import io.inferloop.tabular.core.table.ColumnSchema;
import io.inferloop.tabular.core.table.ColumnType;
import io.inferloop.tabular.core.table.RawColumn;
import io.inferloop.tabular.core.table.RawTable;
import io.inferloop.tabular.core.table.Table;
import io.inferloop.tabular.core.table.TypedTable;
import io.inferloop.tabular.core.table.io.CsvLimits;
import io.inferloop.tabular.core.table.io.CsvTableReader;
import io.inferloop.tabular.platform.failure.RejectedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the two tables so that equal columns mean equal things. */
final class TableFiles {

    private static final CsvLimits LIMITS = CsvLimits.defaults();

    /** Text in a file grows to at most about this many times its size as dictionaries and typed columns. */
    private static final int MEMORY_PER_BYTE = 4;

    private TableFiles() {}

    static TypedTable readReal(Path file, Map<String, ColumnType> overrides, long memoryBytes) throws IOException {
        return read(file, memoryBytes).typed(overrides);
    }

    /**
     * Reads the synthetic table with the real one's types: a detection of its own could see a key where the real table has
     * a number. Columns that the real table lacks are read as found; the structure score counts them.
     */
    static Table readSynthetic(Path file, TypedTable real, long memoryBytes) throws IOException {
        RawTable raw = read(file, memoryBytes);
        List<String> names = raw.columns().stream().map(RawColumn::name).toList();
        Map<String, ColumnType> types = new HashMap<>();
        for (ColumnSchema column : real.schema().columns()) {
            if (!names.contains(column.name())) {
                throw new RejectedException(
                        "missing_column",
                        "The synthetic table has no column '%s', which the real one has; it has %s"
                                .formatted(column.name(), names));
            }
            types.put(column.name(), columnType(column));
        }
        TypedTable synthetic = raw.typed(types);
        for (ColumnSchema column : real.schema().columns()) {
            if (column instanceof ColumnSchema.Datetime datetime) {
                requireSamePattern(datetime, synthetic);
            }
        }
        return synthetic.table();
    }

    /** Whole numbers are numbers: a synthetic 3.5 where the real table has integers is a matter for the scores. */
    private static ColumnType columnType(ColumnSchema column) {
        return column.type() == ColumnType.INTEGER ? ColumnType.DECIMAL : column.type();
    }

    /** Otherwise 03/04 could be March in one table and April in the other, and nobody would know why the scores are low. */
    private static void requireSamePattern(ColumnSchema.Datetime real, TypedTable synthetic) {
        if (synthetic.schema().column(real.name()) instanceof ColumnSchema.Datetime written
                && !written.pattern().equals(real.pattern())
                && synthetic.table().column(real.name()).missingCount() < synthetic.table().rows()) {
            throw new RejectedException(
                    "datetime_pattern_differs",
                    "Column '%s' is written as %s in the real table and as %s in the synthetic one; write both alike"
                            .formatted(real.name(), real.pattern(), written.pattern()));
        }
    }

    private static RawTable read(Path file, long memoryBytes) throws IOException {
        long affordable = memoryBytes / 2 / MEMORY_PER_BYTE;
        long size = Files.size(file);
        if (size > affordable) {
            throw new RejectedException(
                    "table_too_large",
                    "A table of %d bytes needs more memory than the plan grants a task (%d bytes); validate fewer rows or change the plan"
                            .formatted(size, memoryBytes));
        }
        try (InputStream bytes = Files.newInputStream(file)) {
            return new CsvTableReader(LIMITS.withMaxBytes(affordable)).read(bytes);
        }
    }
}
