/**
 * Tables as files, in and out: CSV, Parquet and NDJSON, read with limits and errors that name line and column, and written
 * chunk by chunk. Whatever the format, cells are read as the text that CSV would have, so that a table is one table.
 *
 * <p>What a column means is decided in {@code table}; nothing here knows a model.
 */
@NullMarked
package io.inferloop.tabular.core.table.io;

import org.jspecify.annotations.NullMarked;
