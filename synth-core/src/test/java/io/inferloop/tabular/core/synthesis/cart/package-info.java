@NullMarked
package io.inferloop.tabular.core.synthesis.cart;

import org.jspecify.annotations.NullMarked;
