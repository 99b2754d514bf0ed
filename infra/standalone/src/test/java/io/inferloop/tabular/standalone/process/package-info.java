/** Tests of the package of the same name. */
@NullMarked
package io.inferloop.tabular.standalone.process;

import org.jspecify.annotations.NullMarked;
