/**
 * Tests of the package of the same name.
 * Nothing else lives here.
 */
@NullMarked
package io.inferloop.tabular.platform.plan;

import org.jspecify.annotations.NullMarked;
