/**
 * From CSV bytes to synthetic CSV bytes, as a worker goes there: the way that the programs time and score.
 *
 * <p>No clocks and no scores here.
 */
@NullMarked
package io.inferloop.tabular.benchmarks.generation;

import org.jspecify.annotations.NullMarked;
