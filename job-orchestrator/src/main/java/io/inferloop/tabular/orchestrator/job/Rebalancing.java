package io.inferloop.tabular.orchestrator.job;

import java.util.Map;

/**
 * Shares that values of one column are to have among the rows.
 *
 * @param shares value to its share, 0 to 1; together at most 1
 */
public record Rebalancing(String column, Map<String, Double> shares) {

    /** Shares that are written with a few decimals may come to this much more than 1. */
    private static final double ROUNDING = 1e-6;

    public Rebalancing {
        shares = Map.copyOf(shares);
    }

    /** Whether these are shares; whether the column has such values is found out by the worker. */
    public boolean isPossible() {
        return !shares.isEmpty()
                && shares.values().stream().allMatch(share -> share >= 0 && share <= 1)
                && shares.values().stream().mapToDouble(Double::doubleValue).sum() <= 1 + ROUNDING;
    }
}
