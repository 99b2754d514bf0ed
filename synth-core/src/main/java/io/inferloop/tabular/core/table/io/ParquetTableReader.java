package io.inferloop.tabular.core.table.io;

import dev.hardwood.HardwoodContext;
import dev.hardwood.reader.ColumnReader;
import dev.hardwood.reader.ParquetFileReader;
import io.inferloop.tabular.core.table.RawColumn;
import io.inferloop.tabular.core.table.RawTable;
import io.inferloop.tabular.core.table.UnreadableTableException;
import io.inferloop.tabular.core.table.UnreadableTableException.Reason;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Reads Parquet without nested columns. Values become the texts that a CSV file of the same table would have, so that types are detected,
 * and may be overridden, in one way for every format: dates as {@code 2026-01-31}, timestamps as {@code 2026-01-31 23:59:00},
 * with a Z where they are points in time, decimals with the digits of their scale. Null, NaN and the empty text are missing values.
 */
public final class ParquetTableReader {

    private static final int BATCH_ROWS = 8_192;

    /** What a batch of texts may take if each is as long as the column's dictionary. */
    private static final int BATCH_BYTES = 32 << 20;

    private final TableLimits limits;

    public ParquetTableReader(TableLimits limits) {
        this.limits = limits;
    }

    /**
     * Looks at the file's footer alone: columns, their types, rows and sizes.
     *
     * @throws UnreadableTableException if the file is no table within the limits; the message is for the user
     * @throws IOException if the bytes cannot be read
     */
    public TableOutline outline(SeekableBytes file) throws IOException {
        return open(file, opened -> opened.footer().outline());
    }

    /**
     * Reads the table column by column. Memory is one index per cell, each distinct text of a column once, and some pages.
     *
     * @param bytesRead hears, now and then, how much of the file has been read; may throw to end the reading
     * @throws UnreadableTableException if the file is no table within the limits; the message is for the user
     * @throws IOException if the bytes cannot be read
     */
    public RawTable read(SeekableBytes file, LongConsumer bytesRead) throws IOException {
        return open(file, opened -> rows(opened, opened.footer().rows(), bytesRead));
    }

    /** The table's first rows, few enough that they take some megabytes, and how many there are in all. */
    Head head(SeekableBytes file, int cells, int bytes) throws IOException {
        return open(file, opened -> {
            ParquetFooter footer = opened.footer();
            long byCells = Math.max(1, cells / footer.columns().size());
            double bytesARow = (double) footer.uncompressedBytes() / footer.rows();
            long byBytes = Math.max(1, (long) (bytes / Math.max(1, bytesARow)));
            long rows = Math.min(footer.rows(), Math.min(byCells, byBytes));
            return new Head(rows(opened, rows, read -> {}), footer.rows());
        });
    }

    record Head(RawTable sample, long rows) {}

    private record Opened(SeekableBytes bytes, ParquetSource source, ParquetFileReader reader, ParquetFooter footer) {}

    @FunctionalInterface
    private interface Use<T> {
        T with(Opened file) throws IOException;
    }

    private <T> T open(SeekableBytes file, Use<T> use) throws IOException {
        ParquetFooter.requireEnds(file);
        ParquetSource source = new ParquetSource(file);
        try (HardwoodContext context = HardwoodContext.create(1);
                ParquetFileReader reader = opened(source, context)) {
            return use.with(new Opened(file, source, reader, footer(reader, file.length())));
        }
    }

    private ParquetFooter footer(ParquetFileReader reader, long fileBytes) {
        try {
            return ParquetFooter.of(reader, fileBytes, limits);
        } catch (UnreadableTableException refused) {
            throw refused;
        } catch (RuntimeException e) {
            // The library leaves out what a damaged footer lacks.
            throw damagedFooter(e);
        }
    }

    private static ParquetFileReader opened(ParquetSource source, HardwoodContext context) throws IOException {
        try {
            return ParquetFileReader.open(source, context);
        } catch (IOException | RuntimeException e) {
            source.rethrowFailure();
            throw damagedFooter(e);
        }
    }

    private static UnreadableTableException damagedFooter(Exception e) {
        return new UnreadableTableException(
                Reason.MALFORMED,
                "The Parquet file's footer is damaged (%s). Write the file again".formatted(e.getMessage()),
                e);
    }

    private RawTable rows(Opened opened, long rows, LongConsumer bytesRead) throws IOException {
        ParquetFooter footer = opened.footer();
        long fileBytes = opened.bytes().length();
        ParquetPages pages = new ParquetPages(opened.bytes(), limits);
        List<RawColumn> columns = new ArrayList<>();
        for (ParquetColumn column : footer.columns()) {
            int dictionary = pages.largestDictionary(column, footer.groups());
            int batchRows =
                    column.isBinary() ? Math.clamp(BATCH_BYTES / Math.max(1, dictionary), 16, BATCH_ROWS) : BATCH_ROWS;
            long done = fileBytes * columns.size() / footer.columns().size();
            long share = fileBytes / footer.columns().size();
            columns.add(column(opened, column, batchRows, rows, row -> bytesRead.accept(done + share * row / rows)));
        }
        bytesRead.accept(fileBytes);
        return new RawTable(columns, Math.toIntExact(rows));
    }

    private RawColumn column(Opened opened, ParquetColumn column, int batchRows, long rows, LongConsumer rowsRead)
            throws IOException {
        TextDictionary cells = new TextDictionary(column.name());
        ParquetValues values = new ParquetValues(column, limits, cells);
        long row = 0;
        try (ColumnReader batches = batches(opened, column, (int) Math.min(batchRows, rows))) {
            while (row < rows && next(batches, column, opened.source())) {
                int count = (int) Math.min(batches.getRecordCount(), rows - row);
                add(values, batches, column, count, row + 1);
                row += count;
                rowsRead.accept(row);
            }
        }
        if (row != rows) {
            throw ParquetPages.damaged(column, null);
        }
        RawColumn raw = cells.toColumn();
        return switch (column.kind()) {
            case TIMESTAMP, INT96_TIMESTAMP ->
                new RawColumn(raw.name(), raw.codes(), TimestampTexts.of(raw.values(), column), raw.lines());
            default -> raw;
        };
    }

    private static ColumnReader batches(Opened opened, ParquetColumn column, int rows) throws IOException {
        try {
            return opened.reader()
                    .buildColumnReader(column.index())
                    .batchSize(rows)
                    .build();
        } catch (RuntimeException e) {
            opened.source().rethrowFailure();
            throw ParquetPages.damaged(column, e);
        }
    }

    /** The library decodes on threads of its own and throws what it likes; on whole files it throws nothing. */
    private static boolean next(ColumnReader batches, ParquetColumn column, ParquetSource source) throws IOException {
        try {
            return batches.nextBatch();
        } catch (RuntimeException e) {
            source.rethrowFailure();
            throw ParquetPages.damaged(column, e);
        }
    }

    private static void add(ParquetValues values, ColumnReader batch, ParquetColumn column, int count, long row) {
        try {
            values.add(batch, count, row);
        } catch (ArithmeticException | DateTimeException | BufferUnderflowException e) {
            throw ParquetPages.damaged(column, e);
        }
    }
}
