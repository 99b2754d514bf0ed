package io.inferloop.tabular.core.metrics.fidelity;

import io.inferloop.tabular.core.table.Column;
import io.inferloop.tabular.core.table.ColumnType;
import io.inferloop.tabular.core.table.KeyColumn;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/** The share of synthetic values that the real column allows. NaN where there is nothing to judge. */
final class Adherence {

    private Adherence() {}

    static double score(Column real, Column synthetic) {
        if (synthetic instanceof KeyColumn keys) {
            // People share names, and may have no telephone: there is no rule to keep where the real values do not keep
            // it.
            boolean rule = keys.type() == ColumnType.KEY || keyUniqueness((KeyColumn) real) == 1;
            return rule ? keyUniqueness(keys) : Double.NaN;
        }
        PairedColumn column = Objects.requireNonNull(PairedColumn.of(real, synthetic), "only keys have no counterpart");
        return switch (column) {
            case PairedColumn.Continuous numbers -> boundaryAdherence(numbers.real(), numbers.synthetic());
            case PairedColumn.Discrete labels -> categoryAdherence(labels);
        };
    }

    /** The share within [min, max] of the real values. A missing value is invalid, unless the real column misses some too: then it is left out. */
    static double boundaryAdherence(double[] real, double[] synthetic) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        boolean realMisses = false;
        for (double value : real) {
            realMisses |= Double.isNaN(value);
            low = value < low ? value : low;
            high = value > high ? value : high;
        }
        int judged = 0;
        int valid = 0;
        for (double value : synthetic) {
            if (!Double.isNaN(value) || !realMisses) {
                judged++;
            }
            if (value >= low && value <= high) {
                valid++;
            }
        }
        return (double) valid / judged;
    }

    /** The share of values, a missing one being a value, that occur in the real column. */
    static double categoryAdherence(PairedColumn.Discrete column) {
        boolean[] occurs = new boolean[column.categories() + 1];
        for (int code : column.real()) {
            occurs[code] = true;
        }
        int valid = 0;
        for (int code : column.synthetic()) {
            if (occurs[code]) {
                valid++;
            }
        }
        return (double) valid / column.synthetic().length;
    }

    /** 1 - the share of keys that are missing or have occurred in an earlier row. */
    static double keyUniqueness(KeyColumn keys) {
        Set<String> seen = new HashSet<>();
        int invalid = 0;
        for (String key : keys.values()) {
            if (key == null || !seen.add(key)) {
                invalid++;
            }
        }
        return 1 - (double) invalid / keys.size();
    }
}
