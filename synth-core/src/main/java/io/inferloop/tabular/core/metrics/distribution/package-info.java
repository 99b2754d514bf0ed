/**
 * How the columns of two tables are distributed, as numbers to draw and to read: shares per bin and per label, protected
 * so that none speaks of a few real rows.
 *
 * <p>Not here: how close they are ({@code metrics.fidelity}) and what they look like on a page.
 */
@NullMarked
package io.inferloop.tabular.core.metrics.distribution;

import org.jspecify.annotations.NullMarked;
