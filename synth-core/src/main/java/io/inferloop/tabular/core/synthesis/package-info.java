/**
 * What every algorithm that learns a table has in common: options, hyper-parameters, progress, cancellation and the
 * catalogue of algorithms. Each algorithm has a package of its own below this one.
 *
 * <p>What comes out of a fit lives in {@code model}.
 */
@NullMarked
package io.inferloop.tabular.core.synthesis;

import org.jspecify.annotations.NullMarked;
