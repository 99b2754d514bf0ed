package io.inferloop.tabular.synthworker.fit;

import io.inferloop.tabular.core.table.RawColumn;
import io.inferloop.tabular.core.table.RawTable;
import io.inferloop.tabular.core.table.io.CsvLimits;
import io.inferloop.tabular.core.table.io.CsvTableReader;
import io.inferloop.tabular.platform.failure.RejectedException;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Tells from the head of a CSV file what the whole table will need in memory, before it is read. The head shows how many
 * bytes of text make a row and how many texts of each column are new; the rest of the file is taken to go on like it.
 */
final class MemoryBudget {

    /** Tables up to this size fit every plan; larger ones are looked at. */
    private static final int HEAD_BYTES = 4 << 20;

    /** The row's code while the array grows (twice 4), its typed value (8), and two working copies during the fit (16). */
    private static final int BYTES_PER_CELL = 32;

    /** A text's object and array headers, its reference, hash, slots and line. */
    private static final int BYTES_PER_TEXT = 80;

    /** Fewer new texts than one in so many cells: a closed set of categories, which does not grow with the table. */
    private static final int OPEN_ENDED = 20;

    private MemoryBudget() {}

    /** Lets the file pass, or throws a {@link RejectedException} with what the table needs and what the plan grants. */
    static void check(Path file, CsvLimits limits, long budgetBytes) throws IOException {
        byte[] head;
        long textBytes;
        try (InputStream text = text(file)) {
            head = text.readNBytes(HEAD_BYTES);
            textBytes = head.length + text.transferTo(OutputStream.nullOutputStream());
        } catch (ZipException | EOFException damaged) {
            // The reader meets the same damage and says it in the user's terms.
            return;
        }
        int usable = lastRowEnd(head);
        if (head.length < HEAD_BYTES || usable == 0) {
            return;
        }
        RawTable sample = new CsvTableReader(limits).read(new ByteArrayInputStream(head, 0, usable));
        long needed = estimate(sample, (double) textBytes / usable);
        if (needed > budgetBytes) {
            throw new RejectedException(
                    "table_too_large",
                    "The table needs about %,d MiB of memory (%,d rows of %d columns), your plan grants %,d MiB to a task. Send fewer rows or columns, or choose a larger plan"
                            .formatted(
                                    needed >> 20,
                                    Math.round(sample.rows() * (double) textBytes / usable),
                                    sample.columns().size(),
                                    budgetBytes >> 20));
        }
    }

    static long estimate(RawTable sample, double scale) {
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

    /** Position after the last line break outside quotes; 0 when there is none. */
    static int lastRowEnd(byte[] csv) {
        boolean quoted = false;
        int end = 0;
        for (int i = 0; i < csv.length; i++) {
            if (csv[i] == '"') {
                quoted = !quoted;
            } else if (csv[i] == '\n' && !quoted) {
                end = i + 1;
            }
        }
        return end;
    }

    private static InputStream text(Path file) throws IOException {
        BufferedInputStream bytes = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        bytes.mark(2);
        boolean gzip = bytes.read() == 0x1f && bytes.read() == 0x8b;
        bytes.reset();
        return gzip ? new GZIPInputStream(bytes, 1 << 16) : bytes;
    }
}
