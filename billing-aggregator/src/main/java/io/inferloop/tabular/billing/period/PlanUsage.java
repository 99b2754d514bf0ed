package io.inferloop.tabular.billing.period;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The month's usage that happened under one plan.
 *
 * @param revision newest plan revision that was seen with it; orders the plans of a month
 * @param quantities sum per meter, in the meter's unit
 */
public record PlanUsage(String plan, long revision, SortedMap<String, BigDecimal> quantities) {

    public PlanUsage {
        quantities = Collections.unmodifiableSortedMap(new TreeMap<>(quantities));
    }

    PlanUsage plus(long eventRevision, String meter, BigDecimal quantity) {
        SortedMap<String, BigDecimal> sums = new TreeMap<>(quantities);
        sums.merge(meter, quantity, BigDecimal::add);
        return new PlanUsage(plan, Math.max(revision, eventRevision), sums);
    }
}
