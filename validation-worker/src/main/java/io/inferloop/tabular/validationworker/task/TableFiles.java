package io.inferloop.tabular.validationworker.task;

import io.inferloop.tabular.core.table.Column;
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
import java.util.ArrayList;
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
        Map<String, ColumnSchema.Datetime> datetimes = new HashMap<>();
        for (ColumnSchema column : real.schema().columns()) {
            if (!names.contains(column.name())) {
                throw new RejectedException(
                        "missing_column",
                        "The synthetic table has no column '%s', which the real one has; it has %s"
                                .formatted(column.name(), names));
            }
            types.put(column.name(), columnType(column));
            if (column instanceof ColumnSchema.Datetime dates) {
                datetimes.put(column.name(), dates);
            }
        }
        Table synthetic = raw.typed(types).table();
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < raw.columns().size(); i++) {
            ColumnSchema.Datetime dates = datetimes.get(raw.columns().get(i).name());
            columns.add(
                    dates == null
                            ? synthetic.columns().get(i)
                            : DatetimeReading.byPattern(raw.columns().get(i), dates.pattern()));
        }
        return new Table(columns);
    }

    /**
     * Whole numbers are numbers: a synthetic 3.5 where the real table has integers is a matter for the scores. Datetimes
     * stay text until they are read by the real table's pattern.
     */
    private static ColumnType columnType(ColumnSchema column) {
        return switch (column.type()) {
            case INTEGER, DECIMAL -> ColumnType.DECIMAL;
            case CATEGORICAL -> ColumnType.CATEGORICAL;
            case BOOLEAN -> ColumnType.BOOLEAN;
            case DATETIME, KEY -> ColumnType.KEY;
        };
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
