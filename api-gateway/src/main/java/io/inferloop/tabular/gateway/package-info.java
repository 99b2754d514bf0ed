/**
 * The front door: accepts datasets and jobs over REST and shows what became of them.
 * Not here: decisions about jobs (job-orchestrator) and prices (billing-aggregator).
 */
@NullMarked
package io.inferloop.tabular.gateway;

import org.jspecify.annotations.NullMarked;
