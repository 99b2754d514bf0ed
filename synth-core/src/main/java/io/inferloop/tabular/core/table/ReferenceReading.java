package io.inferloop.tabular.core.table;

import io.inferloop.tabular.core.table.UnreadableTableException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a table by the schema of another. */
final class ReferenceReading {

    private ReferenceReading() {}

    static TypedTable apply(RawTable raw, TableSchema reference) {
        requireColumns(raw, reference);
        Map<String, ColumnSchema> known =
                reference.columns().stream().collect(Collectors.toMap(ColumnSchema::name, Function.identity()));
        List<ColumnSchema> schemas = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        for (RawColumn column : raw.columns()) {
            ColumnSchema like = known.get(column.name());
            ColumnSchema schema = like == null ? SchemaDetection.detect(column) : fitting(column, like);
            schemas.add(schema);
            columns.add(ColumnDecoding.decode(column, schema));
        }
        return new TypedTable(new TableSchema(schemas), new Table(columns));
    }

    private static void requireColumns(RawTable raw, TableSchema reference) {
        List<String> names = raw.columns().stream().map(RawColumn::name).toList();
        for (ColumnSchema column : reference.columns()) {
            if (!names.contains(column.name())) {
                throw new UnreadableTableException(
                        Reason.MISSING_COLUMN,
                        "Line 1: there is no column '%s'; the table has %s. Add the column"
                                .formatted(column.name(), names));
            }
        }
    }

    private static ColumnSchema fitting(RawColumn column, ColumnSchema like) {
        return switch (like) {
            // Not only whole numbers where the other has them: a 3.5 there is a matter for the scores.
            case ColumnSchema.Numeric numeric -> checked(column, numeric, firstNonNumber(column.values()), "a number");
            case ColumnSchema.Bool bool -> booleans(column, bool);
            case ColumnSchema.Datetime datetime -> datetimes(column, datetime);
            case ColumnSchema.Categorical categorical ->
                new ColumnSchema.Categorical(categorical.name(), List.of(column.values()));
            case ColumnSchema.Key key -> key;
        };
    }

    /**
     * The other table's pattern, or the column's own where it writes the year first, as Parquet's dates are read: that leaves no doubt
     * which number is the month.
     */
    private static ColumnSchema datetimes(RawColumn column, ColumnSchema.Datetime like) {
        int misfit = DatetimeFormat.ofPattern(like.pattern()).firstMisfit(column.values());
        @Nullable DatetimeFormat own = misfit < 0 ? null : DatetimeFormat.of(column.values());
        return own != null && own.pattern().startsWith("uuuu")
                ? new ColumnSchema.Datetime(column.name(), own.pattern())
                : checked(column, like, misfit, "a date or time written as " + like.pattern());
    }

    /** The other table's labels, or the column's own where it writes true and false in another way. */
    private static ColumnSchema booleans(RawColumn column, ColumnSchema.Bool like) {
        List<String> labels = List.of(like.trueLabel(), like.falseLabel());
        int misfit = firstOther(column.values(), labels);
        @Nullable BooleanLabels own = misfit < 0 ? null : BooleanLabels.of(column.values(), true);
        return own == null
                ? checked(column, like, misfit, "one of the labels %s".formatted(labels))
                : new ColumnSchema.Bool(column.name(), own.trueLabel(), own.falseLabel());
    }

    private static ColumnSchema checked(RawColumn column, ColumnSchema like, int misfit, String wanted) {
        if (misfit >= 0) {
            throw new UnreadableTableException(
                    Reason.TYPE_MISMATCH,
                    "Line %d, column '%s': '%s' is not of the expected type %s: it should be %s. Correct the value, or give the column another type"
                            .formatted(
                                    column.lines()[misfit],
                                    column.name(),
                                    column.values()[misfit],
                                    like.type(),
                                    wanted));
        }
        return like;
    }

    private static int firstNonNumber(String[] values) {
        for (int i = 0; i < values.length; i++) {
            if (Double.isNaN(NumberText.parse(values[i])) && !NumberText.isNaN(values[i])) {
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
