/**
 * How many jobs a second go their whole way: command, dispatch, a task that does nothing, success, usage.
 */
@NullMarked
package io.inferloop.tabular.benchmarks.lifecycle;

import org.jspecify.annotations.NullMarked;
