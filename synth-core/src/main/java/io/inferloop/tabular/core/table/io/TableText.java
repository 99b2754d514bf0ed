package io.inferloop.tabular.core.table.io;

import io.inferloop.tabular.core.table.UnreadableTableException;
import io.inferloop.tabular.core.table.UnreadableTableException.Reason;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The text of a table's file: unpacked, within the limit, UTF-8 without a byte order mark and without NUL bytes. */
final class TableText {

    private static final int BUFFER_BYTES = 1 << 16;
    private static final String SAVE_AS_UTF8 = "Save the file as UTF-8";

    private TableText() {}

    /** The text's bytes, unpacked where they are packed. */
    static InputStream unpacked(InputStream bytes) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(bytes, BUFFER_BYTES);
        return FirstBytes.isGzip(buffered) ? new GZIPInputStream(buffered, BUFFER_BYTES) : buffered;
    }

    static Reader reader(InputStream input, TableLimits limits) throws IOException {
        // A small gzip file may unpack without end.
        InputStream counted =
                new ObservedInputStream(unpacked(input), bytes -> requireWithinLimit(bytes, limits.maxBytes()));
        return new InputStreamReader(
                new WithoutNul(withoutByteOrderMark(counted)),
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    /** What went wrong with the file after this line, as the user shall hear it; anything else is thrown as it is. */
    static UnreadableTableException failure(long line, IOException e) throws IOException {
        if (e instanceof CharacterCodingException) {
            return new UnreadableTableException(
                    Reason.NOT_UTF8, "After line %d: the text is not UTF-8. %s".formatted(line, SAVE_AS_UTF8), e);
        }
        if (e instanceof ZipException || e instanceof EOFException) {
            return new UnreadableTableException(
                    Reason.MALFORMED,
                    "After line %d: the gzip data is damaged or cut off (%s). Compress it again"
                            .formatted(line, e.getMessage()),
                    e);
        }
        throw e;
    }

    private static void requireWithinLimit(long bytes, long maxBytes) {
        if (bytes > maxBytes) {
            throw new UnreadableTableException(
                    Reason.TOO_LARGE,
                    "The table has more than the allowed %,d bytes (unpacked). Send fewer rows or columns, or choose a larger plan"
                            .formatted(maxBytes));
        }
    }

    private static InputStream withoutByteOrderMark(InputStream bytes) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(bytes, BUFFER_BYTES);
        buffered.mark(3);
        byte[] head = buffered.readNBytes(3);
        if (head.length >= 2 && (is(head, 0xff, 0xfe) || is(head, 0xfe, 0xff))) {
            throw new UnreadableTableException(Reason.NOT_UTF8, "The text is UTF-16. " + SAVE_AS_UTF8);
        }
        if (head.length < 3 || !is(head, 0xef, 0xbb) || (head[2] & 0xff) != 0xbf) {
            buffered.reset();
        }
        return buffered;
    }

    private static boolean is(byte[] head, int first, int second) {
        return (head[0] & 0xff) == first && (head[1] & 0xff) == second;
    }

    /** Refuses NUL bytes: no table has them, UTF-16 and binary files do. */
    private static final class WithoutNul extends FilterInputStream {

        WithoutNul(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            if (value == 0) {
                throw refused();
            }
            return value;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            for (int i = offset; i < offset + count; i++) {
                if (buffer[i] == 0) {
                    throw refused();
                }
            }
            return count;
        }

        private static UnreadableTableException refused() {
            return new UnreadableTableException(
                    Reason.NOT_UTF8,
                    "The file has NUL bytes: it is binary or UTF-16, or a program padded it. Send text without them. "
                            + SAVE_AS_UTF8);
        }
    }
}
