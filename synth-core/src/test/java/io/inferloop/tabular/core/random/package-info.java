@NullMarked
package io.inferloop.tabular.core.random;

import org.jspecify.annotations.NullMarked;
