package io.inferloop.tabular.core.table.io;

import java.io.IOException;
import java.io.OutputStream;

/** Bytes on their way to the output. */
final class ByteBuffering implements AutoCloseable {

    private final OutputStream output;
    private final byte[] bytes = new byte[1 << 16];
    private int size;

    ByteBuffering(OutputStream output) {
        this.output = output;
    }

    void write(int value) throws IOException {
        if (size == bytes.length) {
            drain();
        }
        bytes[size++] = (byte) value;
    }

    void write(byte[] text) throws IOException {
        write(text, 0, text.length);
    }

    void write(byte[] text, int offset, int length) throws IOException {
        if (length > bytes.length - size) {
            drain();
            if (length > bytes.length) {
                output.write(text, offset, length);
                return;
            }
        }
        System.arraycopy(text, offset, bytes, size, length);
        size += length;
    }

    @Override
    public void close() throws IOException {
        try (output) {
            drain();
        }
    }

    private void drain() throws IOException {
        output.write(bytes, 0, size);
        size = 0;
    }
}
