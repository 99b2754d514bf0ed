/**
 * Tables as files: CSV in, with limits and errors that name line and column, and CSV out, chunk by chunk.
 *
 * <p>What a column means is decided in {@code table}; nothing here knows a model.
 */
@NullMarked
package io.inferloop.tabular.core.table.io;

import org.jspecify.annotations.NullMarked;
