/**
 * What the orchestrator tells the others: job events, usage, dispatches and stops, through the outbox.
 * The only place that builds outgoing Avro records.
 */
@NullMarked
package io.inferloop.tabular.orchestrator.publish;

import org.jspecify.annotations.NullMarked;
