package io.inferloop.tabular.core.table.io;

import io.inferloop.tabular.core.table.Table;
import java.io.IOException;

/** Writes tables of one schema into one file, chunk by chunk. Not thread-safe. */
public sealed interface TableWriter extends AutoCloseable
        permits CsvTableWriter, NdjsonTableWriter, ParquetTableWriter {

    /**
     * Writes the rows of a chunk.
     *
     * @throws IllegalArgumentException if the chunk's columns are not the schema's
     * @throws IOException if the output fails
     */
    void write(Table chunk) throws IOException;

    /** Ends the file and closes the output. A file that was not closed is none. */
    @Override
    void close() throws IOException;
}
