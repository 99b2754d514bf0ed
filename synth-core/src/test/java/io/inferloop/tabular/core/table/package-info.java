@NullMarked
package io.inferloop.tabular.core.table;

import org.jspecify.annotations.NullMarked;
