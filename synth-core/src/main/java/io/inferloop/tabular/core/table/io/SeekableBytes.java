package io.inferloop.tabular.core.table.io;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A file's bytes, read from anywhere in it. Thread-safe. */
public interface SeekableBytes {

    long length();

    /**
     * The bytes from {@code position} on, exactly {@code length} of them.
     *
     * @throws IOException if they cannot be read
     */
    ByteBuffer read(long position, int length) throws IOException;

    /** The bytes of a file, which the caller closes. */
    static SeekableBytes of(FileChannel file) throws IOException {
        long size = file.size();
        return new SeekableBytes() {
            @Override
            public long length() {
                return size;
            }

            @Override
            public ByteBuffer read(long position, int length) throws IOException {
                ByteBuffer bytes = ByteBuffer.allocate(length);
                while (bytes.hasRemaining()) {
                    if (file.read(bytes, position + bytes.position()) < 0) {
                        throw new EOFException("The file ends at byte %d".formatted(position + bytes.position()));
                    }
                }
                return bytes.flip();
            }
        };
    }
}
