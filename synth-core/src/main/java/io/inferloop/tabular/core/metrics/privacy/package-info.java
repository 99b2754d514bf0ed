/**
 * Does the synthetic table give away its training rows.
 *
 * <p>Likeness of distributions is judged in {@code metrics.fidelity}.
 */
@NullMarked
package io.inferloop.tabular.core.metrics.privacy;

import org.jspecify.annotations.NullMarked;
