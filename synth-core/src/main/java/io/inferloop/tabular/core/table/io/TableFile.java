package io.inferloop.tabular.core.table.io;

import io.inferloop.tabular.core.table.RawTable;
import io.inferloop.tabular.core.table.UnreadableTableException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongConsumer;

/** A table in a file, whatever its format. */
public record TableFile(Path path, TableFormat format, TableLimits limits) {

    /**
     * Reads the table.
     *
     * @param bytesRead hears, now and then, how much of the file has been read; may throw to end the reading
     * @throws UnreadableTableException if the file is no table within the limits; the message is for the user
     * @throws IOException if the file cannot be read
     */
    public RawTable read(LongConsumer bytesRead) throws IOException {
        return switch (format) {
            case CSV -> read(new CsvTableReader(limits), bytesRead);
            case NDJSON -> read(new NdjsonTableReader(limits), bytesRead);
            case PARQUET -> {
                try (FileChannel file = FileChannel.open(path)) {
                    yield new ParquetTableReader(limits).read(SeekableBytes.of(file), bytesRead);
                }
            }
        };
    }

    /**
     * Looks at the file's head. Empty for a table that is small enough for every budget, and for damaged gzip: the reader meets the same
     * damage and says it in the user's terms.
     *
     * @throws UnreadableTableException if the head is no table within the limits
     */
    public Optional<MemoryEstimate> memoryEstimate() throws IOException {
        return switch (format) {
            case CSV -> MemoryEstimate.ofText(path, format, new CsvTableReader(limits));
            case NDJSON -> MemoryEstimate.ofText(path, format, new NdjsonTableReader(limits));
            case PARQUET -> {
                try (FileChannel file = FileChannel.open(path)) {
                    yield MemoryEstimate.ofParquet(SeekableBytes.of(file), new ParquetTableReader(limits));
                }
            }
        };
    }

    private RawTable read(TextTableReader reader, LongConsumer bytesRead) throws IOException {
        try (InputStream bytes = new ObservedInputStream(Files.newInputStream(path), bytesRead)) {
            return reader.read(bytes);
        }
    }
}
