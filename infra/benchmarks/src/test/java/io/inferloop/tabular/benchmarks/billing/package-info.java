@NullMarked
package io.inferloop.tabular.benchmarks.billing;

import org.jspecify.annotations.NullMarked;
