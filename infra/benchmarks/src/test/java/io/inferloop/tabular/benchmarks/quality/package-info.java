@NullMarked
package io.inferloop.tabular.benchmarks.quality;

import org.jspecify.annotations.NullMarked;
