package io.inferloop.tabular.synthworker.sample;

import io.inferloop.tabular.core.model.InvalidConditionsException;
import io.inferloop.tabular.core.model.TableSampler;
import io.inferloop.tabular.core.synthesis.Cancellation;
import io.inferloop.tabular.core.table.Table;
import io.inferloop.tabular.core.table.TableSchema;
import io.inferloop.tabular.core.table.TypedTable;
import io.inferloop.tabular.core.table.io.TableFormat;
import io.inferloop.tabular.core.table.io.TableWriter;
import io.inferloop.tabular.platform.failure.RejectedException;
import io.inferloop.tabular.platform.storage.ObjectStore;
import io.inferloop.tabular.platform.storage.ObjectWriter;
import io.inferloop.tabular.platform.storage.StoredObject;
import io.inferloop.tabular.platform.task.TaskOutput;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.springframework.stereotype.Component;

/** Samples a model by running its graph and streams the rows into the object store, a chunk in memory at a time. */
@Component
public class RowSampler {

    private static final int MOST_CHUNK_ROWS = 8_192;

    /** Keeps a chunk of a very wide table to some tens of megabytes. */
    private static final int MOST_CHUNK_CELLS = 2_000_000;

    private final ObjectStore store;

    public RowSampler(ObjectStore store) {
        this.store = store;
    }

    /**
     * Samples rows into {@code <prefix>synthetic.<format>}, which is durable when this returns and does not exist if it throws.
     * Equal (model, draw, threads, device) give equal bytes. Conditions that the model does not take are a {@link RejectedException}.
     *
     * @param rowsDone hears how many rows have been written
     */
    public TaskOutput sample(
            TableSampler model, Draw draw, String prefix, LongConsumer rowsDone, Cancellation cancellation)
            throws IOException {
        requireConditions(model, draw);
        return write(
                "synthetic." + draw.format().text(),
                draw.format(),
                model.schema(),
                prefix,
                draw.rows(),
                rowsDone,
                cancellation,
                (chunkRows, sink) ->
                        model.sample(draw.rows(), draw.seed(), draw.conditions(), chunkRows, sink, cancellation));
    }

    /**
     * Fills the missing cells of a table, and writes its rows to {@code <prefix>imputed.<format>} as {@link #sample} writes those of a
     * sample. Rows that the model cannot be given are a {@link RejectedException}.
     */
    public TaskOutput complete(
            TableSampler model,
            TypedTable table,
            long seed,
            TableFormat format,
            String prefix,
            LongConsumer rowsDone,
            Cancellation cancellation)
            throws IOException {
        return write(
                "imputed." + format.text(),
                format,
                table.schema(),
                prefix,
                table.table().rows(),
                rowsDone,
                cancellation,
                (chunkRows, sink) -> model.complete(table.table(), seed, chunkRows, sink, cancellation));
    }

    /** Hands over the rows in chunks. */
    private interface Rows {
        void to(int chunkRows, Consumer<Table> sink);
    }

    private TaskOutput write(
            String name,
            TableFormat format,
            TableSchema schema,
            String prefix,
            long count,
            LongConsumer rowsDone,
            Cancellation cancellation,
            Rows rows)
            throws IOException {
        int chunkRows =
                Math.min(MOST_CHUNK_ROWS, MOST_CHUNK_CELLS / schema.columns().size());
        try (ObjectWriter object = store.write(prefix + name, format.mediaType())) {
            try (TableWriter table = format.writer(schema, new KeptOpen(object))) {
                long[] written = {0};
                rows.to(chunkRows, chunk -> {
                    write(table, chunk);
                    written[0] += chunk.rows();
                    rowsDone.accept(written[0]);
                });
            } catch (InvalidConditionsException e) {
                throw new RejectedException("invalid_conditions", String.valueOf(e.getMessage()), e);
            } catch (UncheckedIOException e) {
                throw new IOException("Writing %s%s failed".formatted(prefix, name), e);
            }
            cancellation.throwIfCancelled();
            StoredObject stored = object.complete();
            return new TaskOutput(name, stored.key(), format.mediaType(), stored.sizeBytes(), stored.sha256(), count);
        }
    }

    private static void requireConditions(TableSampler model, Draw draw) {
        List<String> mistakes = draw.conditions().mistakes(model.description());
        if (!mistakes.isEmpty()) {
            throw new RejectedException("invalid_conditions", String.join("; ", mistakes));
        }
    }

    private static void write(TableWriter table, Table chunk) {
        try {
            table.write(chunk);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Closing an {@link ObjectWriter} before it is complete discards the object; the table's writer only gets to flush. */
    private static final class KeptOpen extends FilterOutputStream {

        KeptOpen(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
