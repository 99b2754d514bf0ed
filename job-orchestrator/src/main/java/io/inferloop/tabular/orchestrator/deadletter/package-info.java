/**
 * Tasks that failed for good, kept for people.
 * Not the dead letters of Kafka records: those are the platform's.
 */
@NullMarked
package io.inferloop.tabular.orchestrator.deadletter;

import org.jspecify.annotations.NullMarked;
