package io.inferloop.tabular.core.table.io;

import java.io.IOException;
import java.io.OutputStream;

/** An output and how many bytes went into it. */
final class CountedOutput implements AutoCloseable {

    private final OutputStream output;
    private long position;

    CountedOutput(OutputStream output) {
        this.output = output;
    }

    void write(byte[] bytes) throws IOException {
        output.write(bytes);
        position += bytes.length;
    }

    long position() {
        return position;
    }

    @Override
    public void close() throws IOException {
        output.close();
    }
}
