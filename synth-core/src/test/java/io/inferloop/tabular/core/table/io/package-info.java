@NullMarked
package io.inferloop.tabular.core.table.io;

import org.jspecify.annotations.NullMarked;
