/** How long the whole stack takes until it is ready, what each of its processes costs until then, and what memory it holds. */
@NullMarked
package io.inferloop.tabular.benchmarks.ready;

import org.jspecify.annotations.NullMarked;
