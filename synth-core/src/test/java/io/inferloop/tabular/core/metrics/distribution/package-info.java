@NullMarked
package io.inferloop.tabular.core.metrics.distribution;

import org.jspecify.annotations.NullMarked;
