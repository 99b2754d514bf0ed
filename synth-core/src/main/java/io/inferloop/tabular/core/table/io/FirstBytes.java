package io.inferloop.tabular.core.table.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What a file says of itself by its first bytes. */
public final class FirstBytes {

    private static final byte[] GZIP = {0x1f, (byte) 0x8b};
    private static final byte[] PARQUET = "PAR1".getBytes(StandardCharsets.US_ASCII);

    private FirstBytes() {}

    /**
     * Whether the stream starts as gzip does; it stands where it stood afterwards.
     *
     * @param bytes supports {@link InputStream#mark}
     */
    public static boolean isGzip(InputStream bytes) throws IOException {
        return startsWith(bytes, GZIP);
    }

    /**
     * Whether the stream starts as Parquet does; it stands where it stood afterwards.
     *
     * @param bytes supports {@link InputStream#mark}
     */
    public static boolean isParquet(InputStream bytes) throws IOException {
        return startsWith(bytes, PARQUET);
    }

    private static boolean startsWith(InputStream bytes, byte[] magic) throws IOException {
        bytes.mark(magic.length);
        byte[] head = bytes.readNBytes(magic.length);
        bytes.reset();
        return Arrays.equals(head, magic);
    }
}
