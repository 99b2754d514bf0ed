package io.inferloop.tabular.core.table.io;

import io.inferloop.tabular.core.table.ColumnSchema;
import java.util.function.Consumer;

/** What a column becomes in a Parquet file; the numbers are those of parquet.thrift. */
enum ParquetType {
    WHOLE(2),
    NUMBER(5),
    TRUTH(0),
    TEXT(6),
    DATE(1),
    LOCAL_TIMESTAMP(2),
    UTC_TIMESTAMP(2);

    private static final int OPTIONAL = 1;
    private static final int CONVERTED_UTF8 = 0;
    private static final int CONVERTED_DATE = 6;
    private static final int CONVERTED_TIMESTAMP_MICROS = 10;

    private final int physical;

    ParquetType(int physical) {
        this.physical = physical;
    }

    static ParquetType of(ColumnSchema column) {
        return switch (column) {
            // 5.0 in the file that was learned is a number that happens to be whole.
            case ColumnSchema.Numeric numeric -> numeric.decimals() == 0 && numeric.minDecimals() == 0 ? WHOLE : NUMBER;
            case ColumnSchema.Categorical categorical -> TEXT;
            case ColumnSchema.Bool bool -> TRUTH;
            case ColumnSchema.Key key -> TEXT;
            case ColumnSchema.Datetime datetime -> {
                boolean timeOfDay = datetime.pattern().indexOf(':') >= 0;
                boolean offset = datetime.pattern().indexOf('X') >= 0;
                yield !timeOfDay ? DATE : offset ? UTC_TIMESTAMP : LOCAL_TIMESTAMP;
            }
        };
    }

    int physical() {
        return physical;
    }

    /** SchemaElement of an optional column. */
    Consumer<ThriftWriter> schemaElement(String name) {
        return element -> {
            element.integer(1, physical).integer(3, OPTIONAL).text(4, name);
            switch (this) {
                case TEXT -> element.integer(6, CONVERTED_UTF8).struct(10, union(1));
                case DATE -> element.integer(6, CONVERTED_DATE).struct(10, union(6));
                case UTC_TIMESTAMP ->
                    element.integer(6, CONVERTED_TIMESTAMP_MICROS).struct(10, timestamp(true));
                // The older mark would say that it is a point in time.
                case LOCAL_TIMESTAMP -> element.struct(10, timestamp(false));
                case WHOLE, NUMBER, TRUTH -> {}
            }
        };
    }

    private static Consumer<ThriftWriter> timestamp(boolean utc) {
        return union -> union.struct(8, stamp -> stamp.truth(1, utc).struct(2, union(2)));
    }

    /** A union whose member, without fields of its own, says all. */
    private static Consumer<ThriftWriter> union(int member) {
        return union -> union.struct(member, nothing -> {});
    }
}
