/**
 * Encoders that every algorithm shares: what a column's cells become before they are learned, and what is left out so
 * that no learned number or label speaks of a few rows.
 *
 * <p>How a column depends on others lives in the algorithms; nothing here looks at two columns.
 */
@NullMarked
package io.inferloop.tabular.core.transform;

import org.jspecify.annotations.NullMarked;
