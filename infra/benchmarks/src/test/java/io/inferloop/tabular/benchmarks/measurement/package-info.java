@NullMarked
package io.inferloop.tabular.benchmarks.measurement;

import org.jspecify.annotations.NullMarked;
