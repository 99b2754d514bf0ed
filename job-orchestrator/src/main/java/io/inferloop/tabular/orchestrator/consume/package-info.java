/**
 * Batches of commands and task events, turned into transitions of jobs in one transaction each.
 * Decides nothing itself: admission accepts, the job moves, publish tells.
 */
@NullMarked
package io.inferloop.tabular.orchestrator.consume;

import org.jspecify.annotations.NullMarked;
