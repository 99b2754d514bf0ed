@NullMarked
package io.inferloop.tabular.gateway.storage;

import org.jspecify.annotations.NullMarked;
