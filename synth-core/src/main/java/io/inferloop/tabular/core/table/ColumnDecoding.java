package io.inferloop.tabular.core.table;

import org.jspecify.annotations.Nullable;

/** Turns a column of text into a typed one; every distinct text is read once. */
final class ColumnDecoding {

    private ColumnDecoding() {}

    static Column decode(RawColumn raw, ColumnSchema schema) {
        return switch (schema) {
            case ColumnSchema.Numeric numeric -> numeric(raw, numeric);
            case ColumnSchema.Categorical categorical ->
                new CategoricalColumn(raw.name(), raw.codes(), categorical.categories());
            case ColumnSchema.Bool bool -> bool(raw, bool);
            case ColumnSchema.Datetime datetime -> datetime(raw, datetime);
            case ColumnSchema.Key key -> key(raw, key);
        };
    }

    private static Column numeric(RawColumn raw, ColumnSchema.Numeric schema) {
        double[] dictionary = new double[raw.values().length];
        for (int i = 0; i < dictionary.length; i++) {
            dictionary[i] = NumberText.parse(raw.values()[i]);
        }
        double[] values = new double[raw.codes().length];
        for (int row = 0; row < values.length; row++) {
            int code = raw.codes()[row];
            values[row] = code < 0 ? Double.NaN : dictionary[code];
        }
        return new NumericColumn(raw.name(), values, schema.decimals());
    }

    private static Column bool(RawColumn raw, ColumnSchema.Bool schema) {
        byte[] values = new byte[raw.codes().length];
        for (int row = 0; row < values.length; row++) {
            int code = raw.codes()[row];
            values[row] =
                    code < 0 ? BooleanColumn.MISSING : (byte) (raw.values()[code].equals(schema.trueLabel()) ? 1 : 0);
        }
        return new BooleanColumn(raw.name(), values, schema.trueLabel(), schema.falseLabel());
    }

    private static Column datetime(RawColumn raw, ColumnSchema.Datetime schema) {
        DatetimeFormat format = DatetimeFormat.ofPattern(schema.pattern());
        long[] dictionary = new long[raw.values().length];
        for (int i = 0; i < dictionary.length; i++) {
            dictionary[i] = format.epochMillis(raw.values()[i]);
        }
        long[] values = new long[raw.codes().length];
        for (int row = 0; row < values.length; row++) {
            int code = raw.codes()[row];
            values[row] = code < 0 ? DatetimeColumn.MISSING : dictionary[code];
        }
        return new DatetimeColumn(raw.name(), values, schema.pattern());
    }

    private static Column key(RawColumn raw, ColumnSchema.Key schema) {
        @Nullable String[] values = new @Nullable String[raw.codes().length];
        for (int row = 0; row < values.length; row++) {
            int code = raw.codes()[row];
            values[row] = code < 0 ? null : raw.values()[code];
        }
        return new KeyColumn(raw.name(), schema.type(), values);
    }
}
