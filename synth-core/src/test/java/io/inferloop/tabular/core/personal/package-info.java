@NullMarked
package io.inferloop.tabular.core.personal;

import org.jspecify.annotations.NullMarked;
