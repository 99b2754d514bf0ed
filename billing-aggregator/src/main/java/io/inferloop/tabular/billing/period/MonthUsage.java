package io.inferloop.tabular.billing.period;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * What a billing month holds after its first {@code sequence} events; a pure function of them.
 *
 * @param sequence how many different events are in it; numbers the invoice's drafts, so a replay gives the same numbers
 * @param updatedAt event time of the newest usage in it
 * @param plans in the order of their revisions; the last one is in force
 */
public record MonthUsage(long sequence, Instant updatedAt, List<PlanUsage> plans) {

    private static final Comparator<PlanUsage> BY_REVISION =
            Comparator.comparingLong(PlanUsage::revision).thenComparing(PlanUsage::plan);

    public static final MonthUsage NONE = new MonthUsage(0, Instant.EPOCH, List.of());

    public MonthUsage {
        plans = plans.stream().sorted(BY_REVISION).toList();
    }

    public MonthUsage plus(String plan, long planRevision, String meter, BigDecimal quantity, Instant occurredAt) {
        List<PlanUsage> next = new ArrayList<>();
        PlanUsage own = new PlanUsage(plan, planRevision, new TreeMap<>());
        for (PlanUsage usage : plans) {
            if (usage.plan().equals(plan)) {
                own = usage;
            } else {
                next.add(usage);
            }
        }
        next.add(own.plus(planRevision, meter, quantity));
        return new MonthUsage(sequence + 1, occurredAt.isAfter(updatedAt) ? occurredAt : updatedAt, next);
    }

    /** The plan with the newest revision that was seen in the month. */
    public PlanUsage inForce() {
        if (plans.isEmpty()) {
            throw new IllegalStateException("A month without usage has no plan");
        }
        return plans.getLast();
    }
}
