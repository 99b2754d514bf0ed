/**
 * Programs that measure, one subcommand each, and the command line that starts them.
 *
 * <p>Nothing here is shipped, and no test waits for a number measured here.
 */
@NullMarked
package io.inferloop.tabular.benchmarks;

import org.jspecify.annotations.NullMarked;
