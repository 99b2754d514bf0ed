package io.inferloop.tabular.gateway.dataset;

import io.inferloop.tabular.core.table.UnreadableTableException;
import io.inferloop.tabular.core.table.io.TableOutline;
import io.inferloop.tabular.core.table.io.TextTableReader;
import io.inferloop.tabular.platform.failure.RejectedException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The bytes of an upload, checked by an own thread while another reads them through here. Once the check has failed, reading fails
 * with its reason, so that nobody stores the rest of a table that was refused.
 */
final class TeedTable extends InputStream {

    private final InputStream source;
    private final TablePipe pipe = new TablePipe();
    private final CompletableFuture<TableOutline> outline = new CompletableFuture<>();
    private boolean ended;

    TeedTable(InputStream source, TextTableReader reader) {
        this.source = source;
        Thread.ofVirtual().name("table-inspection").start(() -> {
            try {
                outline.complete(reader.outline(pipe));
            } catch (UnreadableTableException e) {
                outline.completeExceptionally(refusal(e));
            } catch (Throwable e) {
                outline.completeExceptionally(e);
            } finally {
                pipe.abandon();
            }
        });
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (outline.isCompletedExceptionally()) {
            outline();
        }
        int count = source.read(into, offset, length);
        if (count > 0) {
            pipe.write(Arrays.copyOfRange(into, offset, offset + count));
        } else if (count < 0 && !ended) {
            ended = true;
            pipe.finish();
        }
        return count;
    }

    /**
     * What the check found. Waits for it; call it after reading to the end.
     *
     * @throws RejectedException when the table is refused
     */
    TableOutline outline() throws IOException {
        try {
            return outline.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException known) {
                throw known;
            }
            if (e.getCause() instanceof IOException known) {
                throw known;
            }
            throw e;
        }
    }

    static RejectedException refusal(UnreadableTableException unreadable) {
        return new RejectedException("unreadable_table", String.valueOf(unreadable.getMessage()), unreadable);
    }

    /** Whether the check has ended with a refusal. */
    boolean refused() {
        return outline.isCompletedExceptionally();
    }

    /** Ends the check, however far it is. The source stays open: it is the container's. */
    @Override
    public void close() {
        if (!ended) {
            ended = true;
            pipe.breakOff();
        }
    }
}
