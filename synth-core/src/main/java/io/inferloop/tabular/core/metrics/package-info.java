/**
 * How good and how private synthetic tables are, measured against the real ones, and the JSON that says so.
 *
 * <p>Nothing here knows how a table was made or where a report goes.
 */
@NullMarked
package io.inferloop.tabular.core.metrics;

import org.jspecify.annotations.NullMarked;
