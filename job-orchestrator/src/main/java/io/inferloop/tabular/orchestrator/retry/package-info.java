/**
 * Whether and when a failed attempt is made again.
 * Counts attempts and time only; never looks into a task.
 */
@NullMarked
package io.inferloop.tabular.orchestrator.retry;

import org.jspecify.annotations.NullMarked;
