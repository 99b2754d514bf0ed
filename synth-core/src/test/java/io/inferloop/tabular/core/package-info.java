@NullMarked
package io.inferloop.tabular.core;

import org.jspecify.annotations.NullMarked;
