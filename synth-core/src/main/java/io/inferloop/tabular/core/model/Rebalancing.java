package io.inferloop.tabular.core.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Shares that values of one column shall have among the rows of a sample. Its other values, missing cells among them, share what is left
 * in the proportions that they have naturally.
 *
 * @param shares value, as a file would write it, to its share, 0 to 1; together at most 1
 */
public record Rebalancing(String column, Map<String, Double> shares) {

    /** Shares that are written with a few decimals may come to this much more than 1. */
    private static final double ROUNDING = 1e-6;

    /** @throws InvalidConditionsException if these are no shares */
    public Rebalancing {
        shares = Map.copyOf(shares);
        List<String> mistakes = mistakes(column, shares);
        if (!mistakes.isEmpty()) {
            throw new InvalidConditionsException(mistakes);
        }
    }

    /** What is wrong with shares, as sentences for the user; empty if nothing is. */
    private static List<String> mistakes(String column, Map<String, Double> shares) {
        List<String> mistakes = new ArrayList<>();
        if (shares.isEmpty()) {
            mistakes.add("Column '%s' is to be rebalanced, but no value of it has a share".formatted(column));
        }
        shares.forEach((value, share) -> {
            if (!(share >= 0 && share <= 1)) {
                mistakes.add("The share of '%s' in column '%s' must be 0 to 1, got %s".formatted(value, column, share));
            }
        });
        if (mistakes.isEmpty() && total(shares) > 1 + ROUNDING) {
            mistakes.add("The shares in column '%s' must come to at most 1, got %.6g".formatted(column, total(shares)));
        }
        return mistakes;
    }

    /** Whether rows are left for other values. */
    boolean leavesRows() {
        return total(shares) < 1 - ROUNDING;
    }

    private static double total(Map<String, Double> shares) {
        return shares.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
