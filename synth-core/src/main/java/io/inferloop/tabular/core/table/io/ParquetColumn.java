package io.inferloop.tabular.core.table.io;

import dev.hardwood.metadata.LogicalType;
import dev.hardwood.metadata.LogicalType.TimeUnit;
import dev.hardwood.metadata.PhysicalType;
import dev.hardwood.schema.ColumnSchema;
import io.inferloop.tabular.core.table.UnreadableTableException;
import io.inferloop.tabular.core.table.UnreadableTableException.Reason;

/**
 * A column of a Parquet file and how its values are read as text.
 *
 * @param scale digits behind the point of a decimal; 0 otherwise
 * @param perSecond ticks of a time or timestamp in a second; 1 otherwise
 * @param utc whether a timestamp is a point in time, or else the clock on some wall
 */
record ParquetColumn(int index, String name, Kind kind, int scale, long perSecond, boolean utc) {

    /** What the values are, and by which accessor they come. */
    enum Kind {
        BOOLEAN,
        INT32,
        UNSIGNED_INT32,
        INT64,
        UNSIGNED_INT64,
        FLOAT,
        DOUBLE,
        DECIMAL32,
        DECIMAL64,
        DECIMAL_BYTES,
        DATE,
        TIME32,
        TIME64,
        TIMESTAMP,
        INT96_TIMESTAMP,
        TEXT,
        UUID
    }

    private static final long MICROS = 1_000_000;

    /** @throws UnreadableTableException if its values are no cells */
    static ParquetColumn of(ColumnSchema column) {
        String name = column.fieldPath().leafName();
        LogicalType type = column.logicalType();
        return switch (column.type()) {
            case BOOLEAN -> plain(column, name, Kind.BOOLEAN);
            case FLOAT -> plain(column, name, Kind.FLOAT);
            case DOUBLE -> plain(column, name, Kind.DOUBLE);
            case INT96 -> new ParquetColumn(column.columnIndex(), name, Kind.INT96_TIMESTAMP, 0, MICROS, false);
            case INT32 ->
                switch (type) {
                    case LogicalType.DecimalType decimal -> decimal(column, name, Kind.DECIMAL32, decimal);
                    case LogicalType.DateType date -> plain(column, name, Kind.DATE);
                    case LogicalType.TimeType time ->
                        new ParquetColumn(column.columnIndex(), name, Kind.TIME32, 0, perSecond(time.unit()), false);
                    case null -> plain(column, name, Kind.INT32);
                    case LogicalType.IntType whole ->
                        plain(column, name, whole.isSigned() ? Kind.INT32 : Kind.UNSIGNED_INT32);
                    case LogicalType.NullType nothing -> plain(column, name, Kind.INT32);
                    default -> throw unsupported(column, name);
                };
            case INT64 ->
                switch (type) {
                    case LogicalType.DecimalType decimal -> decimal(column, name, Kind.DECIMAL64, decimal);
                    case LogicalType.TimeType time ->
                        new ParquetColumn(column.columnIndex(), name, Kind.TIME64, 0, perSecond(time.unit()), false);
                    case LogicalType.TimestampType stamp ->
                        new ParquetColumn(
                                column.columnIndex(),
                                name,
                                Kind.TIMESTAMP,
                                0,
                                perSecond(stamp.unit()),
                                stamp.isAdjustedToUTC());
                    case null -> plain(column, name, Kind.INT64);
                    case LogicalType.IntType whole ->
                        plain(column, name, whole.isSigned() ? Kind.INT64 : Kind.UNSIGNED_INT64);
                    default -> throw unsupported(column, name);
                };
            case BYTE_ARRAY ->
                switch (type) {
                    case LogicalType.DecimalType decimal -> decimal(column, name, Kind.DECIMAL_BYTES, decimal);
                    // Old writers leave the mark of text out.
                    case null -> plain(column, name, Kind.TEXT);
                    case LogicalType.StringType text -> plain(column, name, Kind.TEXT);
                    case LogicalType.EnumType label -> plain(column, name, Kind.TEXT);
                    case LogicalType.JsonType json -> plain(column, name, Kind.TEXT);
                    default -> throw unsupported(column, name);
                };
            case FIXED_LEN_BYTE_ARRAY ->
                switch (type) {
                    case LogicalType.DecimalType decimal -> decimal(column, name, Kind.DECIMAL_BYTES, decimal);
                    case LogicalType.UuidType uuid -> plain(column, name, Kind.UUID);
                    case null -> throw unsupported(column, name);
                    default -> throw unsupported(column, name);
                };
        };
    }

    /** Whether the values of a batch come as bytes of any length. */
    boolean isBinary() {
        return switch (kind) {
            case TEXT, DECIMAL_BYTES, UUID, INT96_TIMESTAMP -> true;
            case BOOLEAN,
                    INT32,
                    UNSIGNED_INT32,
                    INT64,
                    UNSIGNED_INT64,
                    FLOAT,
                    DOUBLE,
                    DECIMAL32,
                    DECIMAL64,
                    DATE,
                    TIME32,
                    TIME64,
                    TIMESTAMP -> false;
        };
    }

    private static ParquetColumn plain(ColumnSchema column, String name, Kind kind) {
        return new ParquetColumn(column.columnIndex(), name, kind, 0, 1, false);
    }

    private static ParquetColumn decimal(ColumnSchema column, String name, Kind kind, LogicalType.DecimalType decimal) {
        // A number of this many digits is no plain number any more, and writing one out is work without an end.
        if (decimal.scale() < 0 || decimal.scale() > 100) {
            throw unsupported(column, name);
        }
        return new ParquetColumn(column.columnIndex(), name, kind, decimal.scale(), 1, false);
    }

    private static long perSecond(TimeUnit unit) {
        return switch (unit) {
            case MILLIS -> 1_000;
            case MICROS -> MICROS;
            case NANOS -> 1_000_000_000;
        };
    }

    private static UnreadableTableException unsupported(ColumnSchema column, String name) {
        String type = column.logicalType() == null
                ? column.type().name()
                : column.type() + " as " + column.logicalType().getClass().getSimpleName();
        String hint = column.type() == PhysicalType.FIXED_LEN_BYTE_ARRAY || column.type() == PhysicalType.BYTE_ARRAY
                ? "Leave it out, or write it as text"
                : "Write it as a number, a text, a boolean, a date or a timestamp, or leave it out";
        return new UnreadableTableException(
                Reason.UNSUPPORTED_TYPE,
                "Column '%s' has the Parquet type %s, which is no table cell. %s".formatted(name, type, hint));
    }
}
