@NullMarked
package io.inferloop.tabular.gateway.stream;

import org.jspecify.annotations.NullMarked;
