package io.inferloop.tabular.core.table.io;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.inferloop.tabular.core.table.RawTable;
import io.inferloop.tabular.core.table.UnreadableTableException;
import io.inferloop.tabular.core.table.UnreadableTableException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Reads CSV (RFC 4180) with a header row. An empty cell is a missing value. */
public final class CsvTableReader implements TextTableReader {

    private final TableLimits limits;

    public CsvTableReader(TableLimits limits) {
        this.limits = limits;
    }

    @Override
    public RawTable read(InputStream input) throws IOException {
        DictionaryCells cells = new DictionaryCells();
        TableOutline outline = pass(input, cells);
        return new RawTable(cells.columns(), Math.toIntExact(outline.rows()));
    }

    @Override
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
                .build(rows, TableText.reader(input, limits))) {
            for (Integer fields : reader) {
                rows.endRow(fields);
            }
        } catch (CsvParseException e) {
            throw parseFailure(rows, e);
        } catch (UncheckedIOException e) {
            throw TableText.failure(rows.line(), Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw TableText.failure(rows.line(), e);
        }
        return rows.outline();
    }

    private static RuntimeException parseFailure(RowCheck rows, CsvParseException e) throws IOException {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnreadableTableException known) {
                return known;
            }
            // The parser has no other sign that a cell outgrew its buffer.
            if (String.valueOf(cause.getMessage()).startsWith("The maximum buffer size")) {
                return rows.endlessCell();
            }
            if (cause instanceof IOException io) {
                throw TableText.failure(rows.line(), io);
            }
        }
        return new UnreadableTableException(
                Reason.MALFORMED,
                "Line %d: %s. Check the quotes: a cell with a quote, comma or line break stands in quotes, and a quote inside is doubled"
                        .formatted(rows.line(), e.getMessage()),
                e);
    }
}
