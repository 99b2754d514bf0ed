package io.inferloop.tabular.core.table.io;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** Tells after each read how many bytes have been read so far; whoever listens may end the reading by throwing. */
public final class ObservedInputStream extends FilterInputStream {

    private final LongConsumer bytesRead;
    private long total;

    /** @param bytesRead hears of the total after each read */
    public ObservedInputStream(InputStream in, LongConsumer bytesRead) {
        super(in);
        this.bytesRead = bytesRead;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        count(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        count(Math.max(0, count));
        return count;
    }

    private void count(int bytes) {
        total += bytes;
        bytesRead.accept(total);
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
