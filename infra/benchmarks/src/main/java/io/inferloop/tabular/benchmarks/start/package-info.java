/**
 * How long it takes from asking for a job over REST until a worker starts on it, at a steady rate.
 */
@NullMarked
package io.inferloop.tabular.benchmarks.start;

import org.jspecify.annotations.NullMarked;
