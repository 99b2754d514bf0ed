@NullMarked
package io.inferloop.tabular.core.keys;

import org.jspecify.annotations.NullMarked;
