/**
 * How good and how private synthetic rows are: every score beside what real rows and shuffled columns get.
 *
 * <p>The scores themselves come from {@code synth-core}; time is measured elsewhere.
 */
@NullMarked
package io.inferloop.tabular.benchmarks.quality;

import org.jspecify.annotations.NullMarked;
