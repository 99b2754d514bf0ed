package io.inferloop.tabular.core.metrics.distribution;

/**
 * How much of each table something makes up, in [0, 1].
 *
 * @param real rounded by the {@link MinimumCount}, so the real shares of a column need not add up to 1
 * @param synthetic as counted
 */
public record Shares(double real, double synthetic) {}
