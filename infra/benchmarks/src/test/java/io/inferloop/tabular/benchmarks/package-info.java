@NullMarked
package io.inferloop.tabular.benchmarks;

import org.jspecify.annotations.NullMarked;
