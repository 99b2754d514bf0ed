@NullMarked
package io.inferloop.tabular.core.synthesis.argn;

import org.jspecify.annotations.NullMarked;
