package io.inferloop.tabular.core.table.io;

/**
 * How large a table may be. A table over a limit is refused while it is read, not after.
 *
 * @param maxColumns columns of the table
 * @param maxRows rows of the table
 * @param maxCellChars UTF-16 characters in one cell
 * @param maxBytes bytes after decompression
 */
public record TableLimits(int maxColumns, long maxRows, int maxCellChars, long maxBytes) {

    public TableLimits {
        if (maxColumns < 1 || maxRows < 1 || maxCellChars < 1 || maxBytes < 1) {
            throw new IllegalArgumentException(
                    "Limits must be positive, got columns %d, rows %d, cell characters %d, bytes %d"
                            .formatted(maxColumns, maxRows, maxCellChars, maxBytes));
        }
    }

    /** 5 000 columns, as many rows as an array holds, 1 Mi characters a cell, 100 GB. */
    public static TableLimits defaults() {
        return new TableLimits(5_000, Integer.MAX_VALUE - 16, 1 << 20, 100_000_000_000L);
    }

    public TableLimits withMaxColumns(int columns) {
        return new TableLimits(columns, maxRows, maxCellChars, maxBytes);
    }

    public TableLimits withMaxBytes(long bytes) {
        return new TableLimits(maxColumns, maxRows, maxCellChars, bytes);
    }
}
