@NullMarked
package io.inferloop.tabular.core.synthesis;

import org.jspecify.annotations.NullMarked;
