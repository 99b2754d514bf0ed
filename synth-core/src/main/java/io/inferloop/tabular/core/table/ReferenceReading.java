package io.inferloop.tabular.core.table;

import io.inferloop.tabular.core.table.UnreadableTableException.Reason;
import java.util.ArrayList;
import java.util.List;

/** Reads a table by the schema of another, in that schema's column order. */
final class ReferenceReading {

    private ReferenceReading() {}

    static TypedTable apply(RawTable raw, TableSchema reference) {
        List<String> names = raw.columns().stream().map(RawColumn::name).toList();
        List<String> wanted =
                reference.columns().stream().map(ColumnSchema::name).toList();
        if (names.size() != wanted.size() || !names.containsAll(wanted)) {
            throw new UnreadableTableException(
                    Reason.UNKNOWN_COLUMN,
                    "Line 1: the table has columns %s where %s are expected. Use the same header"
                            .formatted(names, wanted));
        }
        List<ColumnSchema> schemas = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        for (ColumnSchema like : reference.columns()) {
            RawColumn column = raw.columns().get(names.indexOf(like.name()));
            requireFit(column, like);
            ColumnSchema schema = like instanceof ColumnSchema.Categorical
                    ? new ColumnSchema.Categorical(like.name(), List.of(column.values()))
                    : like;
            schemas.add(schema);
            columns.add(ColumnDecoding.decode(column, schema));
        }
        return new TypedTable(new TableSchema(schemas), new Table(columns));
    }

    private static void requireFit(RawColumn column, ColumnSchema like) {
        int misfit = switch (like) {
            case ColumnSchema.Numeric numeric -> firstNonNumber(column.values());
            case ColumnSchema.Bool bool -> firstOther(column.values(), List.of(bool.trueLabel(), bool.falseLabel()));
            case ColumnSchema.Datetime datetime ->
                DatetimeFormat.ofPattern(datetime.pattern()).firstMisfit(column.values());
            case ColumnSchema.Categorical categorical -> -1;
            case ColumnSchema.Key key -> -1;
        };
        if (misfit >= 0) {
            throw new UnreadableTableException(
                    Reason.TYPE_MISMATCH,
                    "Line %d, column '%s': '%s' is not of the expected type %s. Correct the value, or give the column another type"
                            .formatted(column.lines()[misfit], column.name(), column.values()[misfit], like.type()));
        }
    }

    private static int firstNonNumber(String[] values) {
        for (int i = 0; i < values.length; i++) {
            if (Double.isNaN(NumberText.parse(values[i]))) {
                return i;
            }
        }
        return -1;
    }

    private static int firstOther(String[] values, List<String> labels) {
        for (int i = 0; i < values.length; i++) {
            if (!labels.contains(values[i])) {
                return i;
            }
        }
        return -1;
    }
}
