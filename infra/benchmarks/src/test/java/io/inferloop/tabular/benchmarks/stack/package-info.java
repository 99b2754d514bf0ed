@NullMarked
package io.inferloop.tabular.benchmarks.stack;

import org.jspecify.annotations.NullMarked;
