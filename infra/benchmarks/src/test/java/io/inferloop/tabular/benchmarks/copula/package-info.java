@NullMarked
package io.inferloop.tabular.benchmarks.copula;

import org.jspecify.annotations.NullMarked;
