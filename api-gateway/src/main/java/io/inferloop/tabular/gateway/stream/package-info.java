/**
 * Jobs told as they change: server-sent events that can be cut and taken up again.
 * Not here: where the events are kept (job).
 */
@NullMarked
package io.inferloop.tabular.gateway.stream;

import org.jspecify.annotations.NullMarked;
