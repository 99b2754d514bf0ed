/**
 * Programs as processes of the operating system: started detached, watched until they are ready, stopped in order.
 * Not here: what any of them is; a server is described in {@code server}, a service in {@code stack}.
 */
@NullMarked
package io.inferloop.tabular.standalone.process;

import org.jspecify.annotations.NullMarked;
