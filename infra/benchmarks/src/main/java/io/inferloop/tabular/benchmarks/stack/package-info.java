/**
 * A running stack to measure: the same processes with the same settings as {@code ./tabular up}, and what each of them spends.
 *
 * <p>What is asked of it lives with its program.
 */
@NullMarked
package io.inferloop.tabular.benchmarks.stack;

import org.jspecify.annotations.NullMarked;
