/**
 * The job-orchestrator: the only authority on jobs.
 * Only the application class stands here; every feature has its package.
 */
@NullMarked
package io.inferloop.tabular.orchestrator;

import org.jspecify.annotations.NullMarked;
