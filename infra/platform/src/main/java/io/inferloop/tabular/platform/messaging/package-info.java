/**
 * Typed records to and from Kafka: codec, sender, batch consumer, compacted reader, dead letters, and the beans that tie them.
 * No business rule and no table; what a service does with a record is its own handler.
 */
@NullMarked
package io.inferloop.tabular.platform.messaging;

import org.jspecify.annotations.NullMarked;
