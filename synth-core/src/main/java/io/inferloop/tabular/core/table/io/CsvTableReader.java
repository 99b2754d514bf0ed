package io.inferloop.tabular.core.table.io;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import io.inferloop.tabular.core.table.RawColumn;
import io.inferloop.tabular.core.table.RawTable;
import io.inferloop.tabular.core.table.UnreadableTableException;
import io.inferloop.tabular.core.table.UnreadableTableException.Reason;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads CSV (RFC 4180) with a header row: UTF-8 with or without a byte order mark, plain or gzip, told apart by the
 * first bytes. An empty cell is a missing value. Memory is one index per cell and each distinct text of a column once.
 */
public final class CsvTableReader {

    private final CsvLimits limits;

    public CsvTableReader(CsvLimits limits) {
        this.limits = limits;
    }

    /**
     * Reads to the end of the stream; the caller closes it.
     *
     * @throws UnreadableTableException if the bytes are no table within the limits; the message is for the user
     * @throws IOException if the stream itself fails
     */
    public RawTable read(InputStream input) throws IOException {
        RowCollector collector = new RowCollector(limits);
        try (CsvReader<Integer> reader = CsvReader.builder()
                .allowExtraFields(true)
                .allowMissingFields(true)
                .allowUnclosedQuote(false)
                .skipEmptyLines(false)
                .maxBufferSize((int) Math.min(Integer.MAX_VALUE - 16L, Math.max(1 << 16, limits.maxCellChars() * 2L)))
                .build(collector, text(input))) {
            for (Integer fields : reader) {
                collector.endRow(fields);
            }
        } catch (CsvParseException e) {
            throw parseFailure(collector, e);
        } catch (UncheckedIOException e) {
            throw ioFailure(collector, Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw ioFailure(collector, e);
        }
        return collector.table();
    }

    private Reader text(InputStream input) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(input, 1 << 16);
        buffered.mark(2);
        int first = buffered.read();
        int second = buffered.read();
        buffered.reset();
        InputStream plain = first == 0x1f && second == 0x8b ? new GZIPInputStream(buffered, 1 << 16) : buffered;
        InputStream counted = new LimitedInputStream(plain, limits.maxBytes());
        return new InputStreamReader(
                counted,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    private RuntimeException parseFailure(RowCollector collector, CsvParseException e) throws IOException {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnreadableTableException known) {
                return known;
            }
            if (cause instanceof IOException io) {
                throw ioFailure(collector, io);
            }
        }
        return new UnreadableTableException(
                Reason.MALFORMED,
                "Line %d: %s. Check the quotes: a cell with a quote, comma or line break stands in quotes, and a quote inside is doubled"
                        .formatted(collector.line(), e.getMessage()),
                e);
    }

    private static IOException ioFailure(RowCollector collector, IOException e) {
        if (e instanceof CharacterCodingException) {
            throw new UnreadableTableException(
                    Reason.NOT_UTF8,
                    "After line %d: the text is not UTF-8. Save the file as UTF-8".formatted(collector.line()),
                    e);
        }
        if (e instanceof ZipException || e instanceof java.io.EOFException) {
            throw new UnreadableTableException(
                    Reason.MALFORMED,
                    "After line %d: the gzip data is damaged or cut off (%s). Compress it again"
                            .formatted(collector.line(), e.getMessage()),
                    e);
        }
        return e;
    }

    /** Feeds each field to its column's dictionary; a record is its number of fields. */
    private static final class RowCollector extends AbstractBaseCsvCallbackHandler<Integer> {

        private final CsvLimits limits;
        private final Header header;
        private TextDictionary[] columns = {};
        private boolean inHeader = true;
        private boolean empty;
        private long line;
        private long rows;

        RowCollector(CsvLimits limits) {
            this.limits = limits;
            this.header = new Header(limits.maxColumns());
        }

        long line() {
            return Math.max(1, line);
        }

        @Override
        protected void handleBegin(long startingLineNumber) {
            line = startingLineNumber;
            empty = false;
        }

        @Override
        protected void handleEmpty() {
            empty = true;
        }

        @Override
        protected void handleField(int field, char[] buffer, int offset, int length, boolean quoted) {
            if (length > limits.maxCellChars()) {
                throw new UnreadableTableException(
                        Reason.TOO_LARGE,
                        "Line %d, column %d: a cell has %d characters, allowed are %d"
                                .formatted(line, field + 1, length, limits.maxCellChars()));
            }
            if (inHeader) {
                header.add(new String(buffer, offset, length), line);
            } else if (field < columns.length) {
                if (length == 0) {
                    columns[field].addEmpty();
                } else {
                    columns[field].add(buffer, offset, length, line);
                }
            }
        }

        @Override
        protected Integer buildRecord() {
            return empty ? 0 : getFieldCount();
        }

        void endRow(int fields) {
            if (inHeader) {
                columns = header.columns();
                inHeader = false;
                return;
            }
            if (fields == 0 && columns.length == 1) {
                columns[0].addEmpty();
            } else if (fields == 0) {
                return;
            } else if (fields != columns.length) {
                throw new UnreadableTableException(
                        Reason.RAGGED_ROW,
                        "Line %d has %d cells, the header has %d columns. Add the missing cells or quote the cell that holds a comma"
                                .formatted(line, fields, columns.length));
            }
            if (++rows > limits.maxRows()) {
                throw new UnreadableTableException(
                        Reason.TOO_LARGE,
                        "Line %d: the table has more than the allowed %d rows".formatted(line, limits.maxRows()));
            }
        }

        RawTable table() {
            if (inHeader) {
                throw new UnreadableTableException(
                        Reason.EMPTY,
                        "The file is empty. It needs a header row with the column names, and rows below it");
            }
            if (rows == 0) {
                throw new UnreadableTableException(
                        Reason.NO_ROWS,
                        "The file has a header with %d columns and no rows. Add rows below line 1"
                                .formatted(columns.length));
            }
            RawColumn[] read = new RawColumn[columns.length];
            for (int i = 0; i < read.length; i++) {
                read[i] = columns[i].toColumn();
            }
            return new RawTable(List.of(read), (int) rows);
        }
    }
}
