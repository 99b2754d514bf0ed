/**
 * Jobs: submission, the view of their state, cancellation, results.
 * Not here: who decides a job's state (job-orchestrator).
 */
@NullMarked
package io.inferloop.tabular.gateway.job;

import org.jspecify.annotations.NullMarked;
