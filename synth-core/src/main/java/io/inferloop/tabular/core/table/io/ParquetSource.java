package io.inferloop.tabular.core.table.io;

import dev.hardwood.InputFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Bytes as the Parquet library reads them. It remembers that they failed, because the library wraps what it meets. */
final class ParquetSource implements InputFile {

    private final SeekableBytes bytes;
    private volatile @Nullable Exception failure;

    ParquetSource(SeekableBytes bytes) {
        this.bytes = bytes;
    }

    @Override
    public void open() {}

    @Override
    public ByteBuffer readRange(long position, int length) throws IOException {
        if (position < 0 || length < 0 || position > bytes.length() - length) {
            throw new IOException(
                    "%d bytes from %d on lie outside the file of %d".formatted(length, position, bytes.length()));
        }
        try {
            return bytes.read(position, length);
        } catch (IOException | RuntimeException e) {
            failure = e;
            throw e;
        }
    }

    @Override
    public long length() {
        return bytes.length();
    }

    @Override
    public String name() {
        return "table";
    }

    @Override
    public void close() {}

    /** Throws what the bytes themselves failed with; returns if what went wrong lies in the file. */
    void rethrowFailure() throws IOException {
        Exception met = failure;
        if (met instanceof IOException io) {
            throw io;
        }
        if (met instanceof RuntimeException known) {
            throw known;
        }
    }
}
