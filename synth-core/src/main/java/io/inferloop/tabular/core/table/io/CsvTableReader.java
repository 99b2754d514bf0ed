package io.inferloop.tabular.core.table.io;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.inferloop.tabular.core.table.RawTable;
import io.inferloop.tabular.core.table.UnreadableTableException;
import io.inferloop.tabular.core.table.UnreadableTableException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.zip.ZipException;

/**
 * Reads CSV (RFC 4180) with a header row: UTF-8 with or without a byte order mark, plain or gzip, told apart by the
 * first bytes. An empty cell is a missing value.
 */
public final class CsvTableReader {

    private final CsvLimits limits;

    public CsvTableReader(CsvLimits limits) {
        this.limits = limits;
    }

    /**
     * Reads to the end of the stream; the caller closes it. Memory is one index per cell and each distinct text of a
     * column once.
     *
     * @throws UnreadableTableException if the bytes are no table within the limits; the message is for the user
     * @throws IOException if the stream itself fails
     */
    public RawTable read(InputStream input) throws IOException {
        DictionaryCells cells = new DictionaryCells();
        TableOutline outline = pass(input, cells);
        return new RawTable(cells.columns(), Math.toIntExact(outline.rows()));
    }

    /**
     * Reads to the end of the stream as {@link #read} does, with the same limits and refusals, and keeps nothing but the
     * header. Memory is one cell; the caller closes the stream.
     *
     * @throws UnreadableTableException if the bytes are no table within the limits; the message is for the user
     * @throws IOException if the stream itself fails
     */
    public TableOutline outline(InputStream input) throws IOException {
        return pass(input, CellSink.NONE);
    }

    private TableOutline pass(InputStream input, CellSink cells) throws IOException {
        RowCheck rows = new RowCheck(limits, cells);
        try (CsvReader<Integer> reader = CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .skipEmptyLines(false)
                .maxBufferSize((int) Math.min(Integer.MAX_VALUE - 16L, Math.max(1 << 16, limits.maxCellChars() * 2L)))
                .build(rows, text(input))) {
            for (Integer fields : reader) {
                rows.endRow(fields);
            }
        } catch (CsvParseException e) {
            throw parseFailure(rows, e);
        } catch (UncheckedIOException e) {
            throw ioFailure(rows, Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw ioFailure(rows, e);
        }
        return rows.outline();
    }

    private Reader text(InputStream input) throws IOException {
        InputStream plain = CsvFiles.unpacked(input);
        // A small gzip file may unpack without end.
        InputStream counted = new ObservedInputStream(plain, this::requireWithinLimit);
        return new InputStreamReader(
                counted,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    private void requireWithinLimit(long bytes) {
        if (bytes > limits.maxBytes()) {
            throw new UnreadableTableException(
                    Reason.TOO_LARGE,
                    "The table has more than the allowed %,d bytes (unpacked). Send fewer rows or columns"
                            .formatted(limits.maxBytes()));
        }
    }

    private RuntimeException parseFailure(RowCheck rows, CsvParseException e) throws IOException {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnreadableTableException known) {
                return known;
            }
            if (cause instanceof IOException io) {
                throw ioFailure(rows, io);
            }
        }
        return new UnreadableTableException(
                Reason.MALFORMED,
                "Line %d: %s. Check the quotes: a cell with a quote, comma or line break stands in quotes, and a quote inside is doubled"
                        .formatted(rows.line(), e.getMessage()),
                e);
    }

    private static IOException ioFailure(RowCheck rows, IOException e) {
        if (e instanceof CharacterCodingException) {
            throw new UnreadableTableException(
                    Reason.NOT_UTF8,
                    "After line %d: the text is not UTF-8. Save the file as UTF-8".formatted(rows.line()),
                    e);
        }
        if (e instanceof ZipException || e instanceof java.io.EOFException) {
            throw new UnreadableTableException(
                    Reason.MALFORMED,
                    "After line %d: the gzip data is damaged or cut off (%s). Compress it again"
                            .formatted(rows.line(), e.getMessage()),
                    e);
        }
        return e;
    }
}
