/**
 * Jobs: submission, the view of their state, their events, cancellation, results.
 * Not here: who decides a job's state (job-orchestrator), and how events and files reach a client (stream, download).
 */
@NullMarked
package io.inferloop.tabular.gateway.job;

import org.jspecify.annotations.NullMarked;
