package io.inferloop.tabular.synthworker.fit;

import io.inferloop.tabular.core.table.ColumnType;
import io.inferloop.tabular.core.table.TypedTable;
import io.inferloop.tabular.core.table.UnreadableTableException;
import io.inferloop.tabular.core.table.io.CsvLimits;
import io.inferloop.tabular.core.table.io.CsvTableReader;
import io.inferloop.tabular.core.table.io.MemoryEstimate;
import io.inferloop.tabular.core.table.io.ObservedInputStream;
import io.inferloop.tabular.platform.failure.RejectedException;
import io.inferloop.tabular.platform.storage.ObjectNotFoundException;
import io.inferloop.tabular.platform.storage.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.LongConsumer;
import org.springframework.stereotype.Component;

/** Fetches a dataset, checks it against its checksum and the memory budget, and reads it. */
@Component
public class DatasetLoader {

    private static final CsvLimits LIMITS = CsvLimits.defaults();

    private final ObjectStore store;

    public DatasetLoader(ObjectStore store) {
        this.store = store;
    }

    /**
     * Reads the dataset as a table. Whatever is wrong with it is a {@link RejectedException} that says where and what to do.
     *
     * @param scratch an existing folder for the file; the caller deletes it
     * @param memoryBytes what the table may need while it is learned
     * @param bytesRead hears how much of the file has been read; may throw to end the reading
     */
    public TypedTable load(
            DatasetRef dataset,
            Map<String, ColumnType> columnTypes,
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
            MemoryEstimate.of(file, LIMITS)
                    .filter(estimate -> estimate.bytes() > memoryBytes)
                    .ifPresent(estimate -> {
                        throw new RejectedException("table_too_large", estimate.shortage(memoryBytes));
                    });
            try (InputStream bytes = new ObservedInputStream(Files.newInputStream(file), bytesRead)) {
                return new CsvTableReader(LIMITS).read(bytes).typed(columnTypes);
            }
        } catch (UnreadableTableException e) {
            throw new RejectedException(e.code(), String.valueOf(e.getMessage()), e);
        }
    }
}
