/**
 * Is the synthetic table good for what the real one is used for: what a model learns from it, asked about real rows.
 *
 * <p>Likeness is judged in {@code metrics.fidelity}.
 */
@NullMarked
package io.inferloop.tabular.core.metrics.utility;

import org.jspecify.annotations.NullMarked;
