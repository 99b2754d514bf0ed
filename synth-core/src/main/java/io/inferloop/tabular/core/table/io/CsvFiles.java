package io.inferloop.tabular.core.table.io;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** How a table lies in a file: plain text or gzip, told apart by the first bytes. */
public final class CsvFiles {

    private CsvFiles() {}

    /**
     * Whether the stream starts as gzip does; it stands where it stood afterwards.
     *
     * @param bytes supports {@link InputStream#mark}
     */
    public static boolean isGzip(InputStream bytes) throws IOException {
        bytes.mark(2);
        boolean gzip = bytes.read() == 0x1f && bytes.read() == 0x8b;
        bytes.reset();
        return gzip;
    }

    /** The text's bytes, unpacked where they are packed. */
    static InputStream unpacked(InputStream bytes) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(bytes, 1 << 16);
        return isGzip(buffered) ? new GZIPInputStream(buffered, 1 << 16) : buffered;
    }
}
