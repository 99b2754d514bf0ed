/**
 * Does the synthetic table look like the real one: SDMetrics-compatible quality and diagnostic reports, and the
 * permuted-columns baseline that any model has to beat.
 *
 * <p>Use and privacy of a table are judged elsewhere; nothing here reads files.
 */
@NullMarked
package io.inferloop.tabular.core.metrics.fidelity;

import org.jspecify.annotations.NullMarked;
