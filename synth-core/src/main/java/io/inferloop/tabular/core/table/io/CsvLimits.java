package io.inferloop.tabular.core.table.io;

/**
 * How large a table may be. A table over a limit is refused while it is read, not after.
 *
 * @param maxColumns columns in the header
 * @param maxRows rows below the header
 * @param maxCellChars UTF-16 characters in one cell
 * @param maxBytes bytes of text after decompression
 */
public record CsvLimits(int maxColumns, long maxRows, int maxCellChars, long maxBytes) {

    public CsvLimits {
        if (maxColumns < 1 || maxRows < 1 || maxCellChars < 1 || maxBytes < 1) {
            throw new IllegalArgumentException(
                    "Limits must be positive, got columns %d, rows %d, cell characters %d, bytes %d"
                            .formatted(maxColumns, maxRows, maxCellChars, maxBytes));
        }
    }

    /** 5 000 columns, as many rows as an array holds, 1 Mi characters a cell, 100 GB. */
    public static CsvLimits defaults() {
        return new CsvLimits(5_000, Integer.MAX_VALUE - 16, 1 << 20, 100_000_000_000L);
    }

    public CsvLimits withMaxColumns(int columns) {
        return new CsvLimits(columns, maxRows, maxCellChars, maxBytes);
    }

    public CsvLimits withMaxBytes(long bytes) {
        return new CsvLimits(maxColumns, maxRows, maxCellChars, bytes);
    }
}
