/**
 * What every printed number stands beside: the machine, the data file, the spread.
 *
 * <p>What is measured lives with its program.
 */
@NullMarked
package io.inferloop.tabular.benchmarks.measurement;

import org.jspecify.annotations.NullMarked;
