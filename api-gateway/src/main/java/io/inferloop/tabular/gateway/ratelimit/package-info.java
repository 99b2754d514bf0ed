/**
 * How often an organization may call: a token bucket per organization in Redis.
 * Not here: limits of a plan on data and jobs (dataset, job).
 */
@NullMarked
package io.inferloop.tabular.gateway.ratelimit;

import org.jspecify.annotations.NullMarked;
