/**
 * A worker that does nothing with its tasks, in place of the synthesis worker: the platform's own runtime on the real lane.
 */
@NullMarked
package io.inferloop.tabular.benchmarks.worker;

import org.jspecify.annotations.NullMarked;
