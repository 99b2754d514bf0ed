/**
 * Tests of the package of the same name.
 * Nothing else lives here.
 */
@NullMarked
package io.inferloop.tabular.platform.failure;

import org.jspecify.annotations.NullMarked;
