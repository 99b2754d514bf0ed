package io.inferloop.tabular.gateway.dataset;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.inferloop.tabular.platform.failure.RejectedException;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * One pass over a CSV table as it streams by: UTF-8, a header of distinct names, every row as long as the header, at least one
 * row. Holds one row at a time. Refusals name the line.
 */
final class TableInspection {

    private static final int LONGEST_NAME = 256;
    private static final int MOST_CELL_CHARACTERS = 1 << 20;

    private final TableLimits limits;

    TableInspection(TableLimits limits) {
        this.limits = limits;
    }

    /**
     * Reads the table to its end.
     *
     * @throws RejectedException when it is no table that we can read; the message says where and what to do
     */
    TableShape inspect(InputStream bytes, boolean gzip) throws IOException {
        try (InputStream text = new LimitedStream(gzip ? new GZIPInputStream(bytes, 1 << 16) : bytes);
                CsvReader<CsvRecord> records = CsvReader.builder()
                        .allowExtraFields(true)
                        .allowMissingFields(true)
                        .allowUnclosedQuote(false)
                        .skipEmptyLines(false)
                        .maxBufferSize(2 * MOST_CELL_CHARACTERS)
                        .ofCsvRecord(reader(text))) {
            return shape(records);
        } catch (ZipException | EOFException e) {
            throw refused("The gzip stream is damaged: %s".formatted(e.getMessage()), e);
        } catch (UncheckedIOException e) {
            throw asRefusal(Objects.requireNonNull(e.getCause()));
        } catch (CharacterCodingException e) {
            throw notUtf8(e);
        }
    }

    private TableShape shape(CsvReader<CsvRecord> records) {
        List<String> columns = List.of();
        long rows = 0;
        try {
            for (CsvRecord row : records) {
                boolean empty = row.getFieldCount() == 1 && row.getField(0).isEmpty();
                if (columns.isEmpty()) {
                    columns = header(row);
                } else if (empty && columns.size() > 1) {
                    continue; // an empty line; in a table with one column it is a missing value
                } else if (row.getFieldCount() != columns.size()) {
                    throw refused(
                            "Line %d has %d fields, the header has %d. A field with a comma or a line break needs double quotes."
                                    .formatted(row.getStartingLineNumber(), row.getFieldCount(), columns.size()));
                } else {
                    rows++;
                }
            }
        } catch (CsvParseException e) {
            if (e.getCause() instanceof RejectedException known) {
                throw known;
            }
            throw refused(
                    "After %,d rows the CSV breaks off, look at the quotes: %s".formatted(rows, e.getMessage()), e);
        }
        if (columns.isEmpty()) {
            throw refused("The table is empty. Send a header line and at least one row.");
        }
        if (rows == 0) {
            throw refused("The table has a header and no rows. Send at least one row.");
        }
        return new TableShape(columns, rows);
    }

    private List<String> header(CsvRecord header) {
        List<String> names = header.getFields().stream()
                .map(name -> name.startsWith("\uFEFF") ? name.substring(1) : name)
                .toList();
        if (names.size() > limits.maxColumns()) {
            throw refused(
                    "The table has %,d columns; the plan allows %,d.".formatted(names.size(), limits.maxColumns()));
        }
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (name.isBlank() || name.length() > LONGEST_NAME) {
                throw refused("Column %d has %s name. Names take 1 to %d characters."
                        .formatted(i + 1, name.isBlank() ? "no" : "too long a", LONGEST_NAME));
            }
            Integer earlier = seen.put(name, i + 1);
            if (earlier != null) {
                throw refused("Columns %d and %d are both named \"%s\". Rename one.".formatted(earlier, i + 1, name));
            }
        }
        return names;
    }

    private static BufferedReader reader(InputStream text) {
        return new BufferedReader(
                new InputStreamReader(
                        text,
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .onMalformedInput(CodingErrorAction.REPORT)
                                .onUnmappableCharacter(CodingErrorAction.REPORT)),
                1 << 16);
    }

    private static RuntimeException asRefusal(IOException cause) throws IOException {
        if (cause instanceof CharacterCodingException coding) {
            return notUtf8(coding);
        }
        if (cause instanceof ZipException || cause instanceof EOFException) {
            return refused("The gzip stream is damaged: %s".formatted(cause.getMessage()), cause);
        }
        throw cause;
    }

    private static RejectedException notUtf8(CharacterCodingException cause) {
        return refused("The table is not UTF-8. Save it as UTF-8 and send it again.", cause);
    }

    private static RejectedException refused(String message) {
        return new RejectedException("unreadable_table", message);
    }

    private static RejectedException refused(String message, Throwable cause) {
        return new RejectedException("unreadable_table", message, cause);
    }

    /** Stops a table that grows beyond all measure when it is unpacked. */
    private final class LimitedStream extends FilterInputStream {

        private long left = limits.maxInflatedBytes();

        private LimitedStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = super.read(into, offset, length);
            left -= Math.max(0, count);
            if (left < 0) {
                throw refused("Unpacked, the table has more than %,d bytes.".formatted(limits.maxInflatedBytes()));
            }
            return count;
        }
    }
}
