package io.inferloop.tabular.core.table.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Bytes on their way to the output. */
final class CsvBuffer implements AutoCloseable {

    static final byte[] QUOTED_EMPTY = {'"', '"'};

    private final OutputStream output;
    private final byte[] bytes = new byte[1 << 16];
    private int size;

    CsvBuffer(OutputStream output) {
        this.output = output;
    }

    /** One cell's text as bytes, quoted where RFC 4180 asks for it. */
    static byte[] cell(String text) {
        boolean quote = text.isEmpty();
        for (int i = 0; i < text.length() && !quote; i++) {
            char c = text.charAt(i);
            quote = c == ',' || c == '"' || c == '\n' || c == '\r';
        }
        String written = quote ? '"' + text.replace("\"", "\"\"") + '"' : text;
        return written.getBytes(StandardCharsets.UTF_8);
    }

    void separator(int column) throws IOException {
        if (column > 0) {
            write(',');
        }
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
