/**
 * A client of the gateway that costs as little CPU as it can, because it shares the machine with what it measures.
 */
@NullMarked
package io.inferloop.tabular.benchmarks.gateway;

import org.jspecify.annotations.NullMarked;
