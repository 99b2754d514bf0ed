@NullMarked
package io.inferloop.tabular.core.metrics.utility;

import org.jspecify.annotations.NullMarked;
