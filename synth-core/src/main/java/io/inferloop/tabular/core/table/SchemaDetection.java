package io.inferloop.tabular.core.table;

import io.inferloop.tabular.core.table.UnreadableTableException.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides the type of every column from its values: personal data, a number, a boolean, a datetime, a key, or else a category. What
 * the user says about a column goes before what its values suggest.
 */
final class SchemaDetection {

    /** Below this a table is too small for uniqueness to mean anything. */
    private static final int MIN_ROWS_FOR_UNNAMED_KEYS = 20;

    private static final Pattern KEY_NAME =
            Pattern.compile("(?i)(.*[_\\-. ])?(id|uuid|guid|key|pk)|.*[a-z](Id|ID|Uuid|UUID|Key)");

    private final Map<String, ColumnType> overrides;

    SchemaDetection(Map<String, ColumnType> overrides) {
        this.overrides = Map.copyOf(overrides);
    }

    TypedTable apply(RawTable raw) {
        List<String> names = raw.columns().stream().map(RawColumn::name).toList();
        for (String name : overrides.keySet()) {
            if (!names.contains(name)) {
                throw new UnreadableTableException(
                        Reason.UNKNOWN_COLUMN,
                        "A type is given for column '%s', but the table has no such column; it has %s"
                                .formatted(name, names));
            }
        }
        List<ColumnSchema> schemas = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        for (RawColumn column : raw.columns()) {
            ColumnType override = overrides.get(column.name());
            ColumnSchema schema = override == null ? detect(column) : forced(column, override);
            schemas.add(schema);
            columns.add(ColumnDecoding.decode(column, schema));
        }
        return new TypedTable(new TableSchema(schemas), new Table(columns));
    }

    static ColumnSchema detect(RawColumn column) {
        Optional<ColumnType> personal = PersonalColumn.of(column).type();
        if (personal.isPresent()) {
            return new ColumnSchema.Key(column.name(), personal.get());
        }
        int present = column.present();
        boolean allDistinct = column.values().length == present && present > 1;
        ColumnSchema.Numeric numeric = numeric(column);
        if (numeric != null) {
            boolean key = allDistinct
                    && numeric.type() == ColumnType.INTEGER
                    && present == column.codes().length
                    && Arrays.stream(column.values()).noneMatch(NumberText::isNaN)
                    && (isKeyName(column) || present >= MIN_ROWS_FOR_UNNAMED_KEYS && countsUp(column));
            return key ? new ColumnSchema.Key(column.name()) : numeric;
        }
        BooleanLabels labels = BooleanLabels.of(column.values(), false);
        if (labels != null) {
            return new ColumnSchema.Bool(column.name(), labels.trueLabel(), labels.falseLabel());
        }
        DatetimeFormat format = DatetimeFormat.of(column.values());
        if (format != null) {
            return new ColumnSchema.Datetime(column.name(), format.pattern());
        }
        if (allDistinct && (isKeyName(column) || present >= MIN_ROWS_FOR_UNNAMED_KEYS)) {
            return new ColumnSchema.Key(column.name());
        }
        return new ColumnSchema.Categorical(column.name(), List.of(column.values()));
    }

    private static ColumnSchema forced(RawColumn column, ColumnType type) {
        return switch (type) {
            case INTEGER, DECIMAL -> forcedNumeric(column, type);
            case CATEGORICAL -> new ColumnSchema.Categorical(column.name(), List.of(column.values()));
            case BOOLEAN -> forcedBoolean(column);
            case DATETIME -> forcedDatetime(column);
            case KEY,
                    EMAIL,
                    PHONE,
                    FIRST_NAME,
                    LAST_NAME,
                    FULL_NAME,
                    USER_NAME,
                    STREET_ADDRESS,
                    COMPANY,
                    IBAN,
                    PAYMENT_CARD,
                    IP_ADDRESS,
                    MAC_ADDRESS,
                    URL,
                    UUID,
                    NATIONAL_ID -> new ColumnSchema.Key(column.name(), type);
        };
    }

    private static ColumnSchema forcedNumeric(RawColumn column, ColumnType type) {
        for (int i = 0; i < column.values().length; i++) {
            String value = column.values()[i];
            if (NumberText.isNaN(value)) {
                continue;
            }
            if (NumberText.isInfinite(value)) {
                throw infinite(column, i);
            }
            boolean whole = Double.isNaN(NumberText.parse(value)) || NumberText.significantDecimals(value) == 0;
            if (Double.isNaN(NumberText.parse(value)) || type == ColumnType.INTEGER && !whole) {
                throw mismatch(column, i, type == ColumnType.INTEGER ? "a whole number" : "a number");
            }
        }
        ColumnSchema.Numeric numeric = numeric(column);
        // A decimal column that happens to hold whole numbers only keeps one digit, or it would be an integer again.
        int least = type == ColumnType.DECIMAL ? 1 : 0;
        return numeric == null
                ? new ColumnSchema.Numeric(column.name(), least, 0)
                : new ColumnSchema.Numeric(column.name(), Math.max(least, numeric.decimals()), numeric.minDecimals());
    }

    private static ColumnSchema forcedBoolean(RawColumn column) {
        String[] values = column.values();
        if (values.length == 0) {
            return new ColumnSchema.Bool(column.name(), "true", "false");
        }
        if (values.length > 2) {
            throw mismatch(column, 2, "one of two labels (%s, %s)".formatted(values[0], values[1]));
        }
        BooleanLabels labels = BooleanLabels.of(values, true);
        if (labels == null) {
            throw mismatch(column, 0, "a boolean (true/false, yes/no, t/f, y/n, 1/0)");
        }
        return new ColumnSchema.Bool(column.name(), labels.trueLabel(), labels.falseLabel());
    }

    private static ColumnSchema forcedDatetime(RawColumn column) {
        if (column.values().length == 0) {
            return new ColumnSchema.Datetime(column.name(), "uuuu-MM-dd");
        }
        DatetimeFormat format = DatetimeFormat.of(column.values());
        if (format != null) {
            return new ColumnSchema.Datetime(column.name(), format.pattern());
        }
        DatetimeFormat first = DatetimeFormat.of(new String[] {column.values()[0]});
        if (first == null) {
            throw mismatch(column, 0, "a date or time such as 2026-01-31 or 2026-01-31 23:59:00");
        }
        throw mismatch(
                column,
                first.firstMisfit(column.values()),
                "a datetime like the column's first (%s)".formatted(first.pattern()));
    }

    private static UnreadableTableException mismatch(RawColumn column, int value, String wanted) {
        return new UnreadableTableException(
                Reason.TYPE_MISMATCH,
                "Line %d, column '%s': '%s' is not %s. Correct the value, or give the column another type"
                        .formatted(column.lines()[value], column.name(), column.values()[value], wanted));
    }

    /** Null if the column holds something else than numbers. NaN among numbers is a missing one. */
    private static ColumnSchema.@Nullable Numeric numeric(RawColumn column) {
        int decimals = 0;
        int minDecimals = Integer.MAX_VALUE;
        int infinite = -1;
        for (int i = 0; i < column.values().length; i++) {
            String value = column.values()[i];
            if (NumberText.isInfinite(value)) {
                infinite = i;
            } else if (!NumberText.isNaN(value)) {
                if (Double.isNaN(NumberText.parse(value))) {
                    return null;
                }
                decimals = Math.max(decimals, NumberText.significantDecimals(value));
                minDecimals = Math.min(minDecimals, NumberText.writtenDecimals(value));
            }
        }
        // A column that is empty, or says only that there is no number, is a category.
        if (minDecimals == Integer.MAX_VALUE) {
            return null;
        }
        if (infinite >= 0) {
            throw infinite(column, infinite);
        }
        return new ColumnSchema.Numeric(column.name(), decimals, minDecimals);
    }

    private static UnreadableTableException infinite(RawColumn column, int value) {
        return new UnreadableTableException(
                Reason.INFINITE,
                "Line %d, column '%s': '%s' is no finite number, and a model learns finite ones. Leave the cell empty, put the largest real value there, or give the column the type categorical"
                        .formatted(column.lines()[value], column.name(), column.values()[value]));
    }

    private static boolean isKeyName(RawColumn column) {
        return KEY_NAME.matcher(column.name()).matches();
    }

    private static boolean countsUp(RawColumn column) {
        double first = NumberText.parse(column.values()[0]);
        for (int i = 1; i < column.values().length; i++) {
            if (NumberText.parse(column.values()[i]) != first + i) {
                return false;
            }
        }
        return first == 0 || first == 1;
    }
}
