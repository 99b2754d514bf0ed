@NullMarked
package io.inferloop.tabular.core.model;

import org.jspecify.annotations.NullMarked;
