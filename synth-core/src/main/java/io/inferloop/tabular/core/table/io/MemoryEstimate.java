package io.inferloop.tabular.core.table.io;

import io.inferloop.tabular.core.table.RawColumn;
import io.inferloop.tabular.core.table.RawTable;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipException;

/**
 * What a table will need in memory, told from the head of its file before it is read. The head shows how many bytes of
 * text make a row and how many texts of each column are new; the rest of the file is taken to go on like it.
 *
 * @param bytes to learn the table, or to compare it with one of its size: a comparison makes no working copies and has a
 *     second table in their place
 * @param rows about as many
 */
public record MemoryEstimate(long bytes, long rows, int columns) {

    /** Tables up to this size fit every budget; larger ones are looked at. */
    private static final int HEAD_BYTES = 4 << 20;

    /** As many cells as the head of a text file holds, about. */
    private static final int HEAD_CELLS = 500_000;

    /** The row's code while the array grows (twice 4), its typed value (8), and two working copies during the fit (16). */
    private static final int BYTES_PER_CELL = 32;

    /** A text's object and array headers, its reference, hash, slots and line. */
    private static final int BYTES_PER_TEXT = 80;

    /** Fewer new texts than one in so many cells: a closed set of categories, which does not grow with the table. */
    private static final int OPEN_ENDED = 20;

    /** Looks at a file of text, plain or gzip. */
    static Optional<MemoryEstimate> ofText(Path file, TableFormat format, TextTableReader reader) throws IOException {
        byte[] head;
        long textBytes;
        try (InputStream bytes = Files.newInputStream(file);
                InputStream text = TableText.unpacked(bytes)) {
            head = text.readNBytes(HEAD_BYTES);
            textBytes = head.length + text.transferTo(OutputStream.nullOutputStream());
        } catch (ZipException | EOFException damaged) {
            return Optional.empty();
        }
        int usable = lastRowEnd(head, format == TableFormat.CSV);
        if (head.length < HEAD_BYTES || usable == 0) {
            return Optional.empty();
        }
        RawTable sample = reader.read(new ByteArrayInputStream(head, 0, usable));
        return Optional.of(of(sample, (double) textBytes / usable));
    }

    /** Looks at a Parquet file, of which a few bytes may be many rows. */
    static Optional<MemoryEstimate> ofParquet(SeekableBytes file, ParquetTableReader reader) throws IOException {
        ParquetTableReader.Head head = reader.head(file, HEAD_CELLS, HEAD_BYTES);
        return head.sample().rows() == head.rows()
                ? Optional.empty()
                : Optional.of(
                        of(head.sample(), (double) head.rows() / head.sample().rows()));
    }

    private static MemoryEstimate of(RawTable sample, double scale) {
        return new MemoryEstimate(
                estimate(sample, scale),
                Math.round(sample.rows() * scale),
                sample.columns().size());
    }

    /** Says to a user that the table needs more than the plan grants. */
    public String shortage(long grantedBytes) {
        return "The table needs about %,d MiB of memory (%,d rows of %d columns), your plan grants %,d MiB to a task. Send fewer rows or columns, or choose a larger plan"
                .formatted(bytes >> 20, rows, columns, grantedBytes >> 20);
    }

    private static long estimate(RawTable sample, double scale) {
        double bytes = 0;
        for (RawColumn column : sample.columns()) {
            bytes += (double) sample.rows() * scale * BYTES_PER_CELL;
            double texts = 0;
            for (String value : column.values()) {
                texts += BYTES_PER_TEXT + value.length();
            }
            boolean openEnded = (long) column.values().length * OPEN_ENDED > sample.rows();
            bytes += openEnded ? texts * scale : texts;
        }
        return Math.round(bytes);
    }

    /** Position after the last line break that is outside quotes where those may hold one; 0 when there is none. */
    static int lastRowEnd(byte[] text, boolean breaksInQuotes) {
        boolean quoted = false;
        int end = 0;
        for (int i = 0; i < text.length; i++) {
            if (text[i] == '"' && breaksInQuotes) {
                quoted = !quoted;
            } else if (text[i] == '\n' && !quoted) {
                end = i + 1;
            }
        }
        return end;
    }
}
