@NullMarked
package io.inferloop.tabular.core.profile;

import org.jspecify.annotations.NullMarked;
