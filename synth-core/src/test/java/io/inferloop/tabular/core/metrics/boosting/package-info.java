@NullMarked
package io.inferloop.tabular.core.metrics.boosting;

import org.jspecify.annotations.NullMarked;
