package io.inferloop.tabular.core.table.io;

import io.inferloop.tabular.core.table.RawTable;
import io.inferloop.tabular.core.table.UnreadableTableException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads a table from a stream of text: UTF-8 with or without a byte order mark, plain or gzip, told apart by the first
 * bytes.
 */
public sealed interface TextTableReader permits CsvTableReader, NdjsonTableReader {

    /**
     * Reads to the end of the stream; the caller closes it. Memory is one index per cell and each distinct text of a
     * column once.
     *
     * @throws UnreadableTableException if the bytes are no table within the limits; the message is for the user
     * @throws IOException if the stream itself fails
     */
    RawTable read(InputStream input) throws IOException;

    /**
     * Reads to the end of the stream as {@link #read} does, with the same limits and refusals, and keeps nothing but the
     * names of the columns. Memory is one cell; the caller closes the stream.
     *
     * @throws UnreadableTableException if the bytes are no table within the limits; the message is for the user
     * @throws IOException if the stream itself fails
     */
    TableOutline outline(InputStream input) throws IOException;
}
