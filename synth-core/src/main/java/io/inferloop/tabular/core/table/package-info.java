/**
 * Tables in memory: sealed columns over primitive arrays and the schema that describes them.
 *
 * <p>Reading and writing files lives in {@code table.io}; nothing here knows a file format, a model or a metric.
 */
@NullMarked
package io.inferloop.tabular.core.table;

import org.jspecify.annotations.NullMarked;
