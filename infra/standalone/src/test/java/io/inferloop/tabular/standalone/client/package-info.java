/** Tests of the package of the same name. */
@NullMarked
package io.inferloop.tabular.standalone.client;

import org.jspecify.annotations.NullMarked;
