@NullMarked
package io.inferloop.tabular.core.transform;

import org.jspecify.annotations.NullMarked;
