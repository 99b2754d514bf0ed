/** Tests of the package of the same name. */
@NullMarked
package io.inferloop.tabular.standalone.server;

import org.jspecify.annotations.NullMarked;
