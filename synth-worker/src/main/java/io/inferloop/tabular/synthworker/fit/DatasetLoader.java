package io.inferloop.tabular.synthworker.fit;

import io.inferloop.tabular.core.table.RawTable;
import io.inferloop.tabular.core.table.TypedTable;
import io.inferloop.tabular.core.table.UnreadableTableException;
import io.inferloop.tabular.core.table.io.TableFile;
import io.inferloop.tabular.core.table.io.TableLimits;
import io.inferloop.tabular.platform.failure.RejectedException;
import io.inferloop.tabular.platform.storage.ObjectNotFoundException;
import io.inferloop.tabular.platform.storage.ObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.springframework.stereotype.Component;

/** Fetches a dataset, checks it against its checksum and the memory budget, and reads it. */
@Component
public class DatasetLoader {

    private static final TableLimits LIMITS = TableLimits.defaults();

    private final ObjectStore store;

    public DatasetLoader(ObjectStore store) {
        this.store = store;
    }

    /**
     * Reads the dataset as a table. Whatever is wrong with it is a {@link RejectedException} that says where and what to do.
     *
     * @param typing decides what its columns are
     * @param scratch an existing folder for the file; the caller deletes it
     * @param memoryBytes what the table may need while it is learned
     * @param bytesRead hears how much of the file has been read; may throw to end the reading
     */
    public TypedTable load(
            DatasetRef dataset,
            Function<RawTable, TypedTable> typing,
            Path scratch,
            long memoryBytes,
            LongConsumer bytesRead)
            throws IOException {
        Path file = scratch.resolve("table");
        try {
            store.copyToFile(dataset.key(), file, dataset.sha256());
        } catch (ObjectNotFoundException e) {
            throw new RejectedException("dataset_deleted", "The dataset was deleted before the job could read it", e);
        }
        bytesRead.accept(0);
        try {
            TableFile table = new TableFile(file, dataset.format(), LIMITS);
            table.memoryEstimate()
                    .filter(estimate -> estimate.bytes() > memoryBytes)
                    .ifPresent(estimate -> {
                        throw new RejectedException("table_too_large", estimate.shortage(memoryBytes));
                    });
            return typing.apply(table.read(bytesRead));
        } catch (UnreadableTableException e) {
            throw new RejectedException(e.code(), String.valueOf(e.getMessage()), e);
        }
    }
}
