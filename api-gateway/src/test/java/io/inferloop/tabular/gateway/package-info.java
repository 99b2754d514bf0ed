/**
 * The gateway through its front door, on real servers.
 * Not here: the rules of single classes, which stand beside them.
 */
@NullMarked
package io.inferloop.tabular.gateway;

import org.jspecify.annotations.NullMarked;
