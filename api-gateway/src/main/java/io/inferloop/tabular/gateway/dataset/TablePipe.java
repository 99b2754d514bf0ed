package io.inferloop.tabular.gateway.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Hands bytes from the thread that uploads to the thread that checks, a few chunks ahead of it and no more. One writer, one reader.
 * Reading ends at {@link #finish()}; {@link #abandon()} lets the writer go on alone.
 */
final class TablePipe extends InputStream {

    private static final byte[] END = new byte[0];
    private static final int CHUNKS_AHEAD = 8;

    private final BlockingQueue<byte[]> chunks = new ArrayBlockingQueue<>(CHUNKS_AHEAD);
    private volatile boolean abandoned;
    private volatile boolean broken;
    private byte[] current = new byte[0];
    private int position;
    private boolean ended;

    /** Takes over the array. Blocks while the reader is behind. */
    void write(byte[] chunk) throws InterruptedIOException {
        if (chunk.length > 0) {
            put(chunk);
        }
    }

    void finish() throws InterruptedIOException {
        put(END);
    }

    /** Called by the reader when it reads no further: writing never blocks again. */
    void abandon() {
        abandoned = true;
        chunks.clear();
    }

    /** Called by the writer when no more will come although the table has not ended: reading fails. */
    void breakOff() {
        broken = true;
        chunks.clear();
        chunks.offer(END);
    }

    private void put(byte[] chunk) throws InterruptedIOException {
        try {
            while (!abandoned && !chunks.offer(chunk, 100, TimeUnit.MILLISECONDS)) {
                // the reader is behind; look again whether it still reads
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a table was checked");
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (position == current.length && !next()) {
            return -1;
        }
        int count = Math.min(length, current.length - position);
        System.arraycopy(current, position, into, offset, count);
        position += count;
        return count;
    }

    @Override
    public int available() {
        // GZIPInputStream asks this to see whether another member follows
        return ended ? 0 : 1;
    }

    @SuppressWarnings("ReferenceEquality") // the end is that one array, not any empty one
    private boolean next() throws IOException {
        if (ended) {
            return false;
        }
        try {
            current = chunks.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a table was checked");
        }
        if (broken) {
            throw new IOException("the upload broke off");
        }
        position = 0;
        ended = current == END;
        return !ended;
    }
}
