package io.inferloop.tabular.gateway.account;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;

/**
 * A customer and the plan it is on.
 *
 * @param planRevision from 1; grows with every change of plan
 * @param timeZone billing months begin at midnight there
 */
public record Organization(
        OrganizationId id,
        String name,
        String plan,
        long planRevision,
        Instant planSince,
        ZoneId timeZone,
        Currency currency) {

    public Organization {
        if (name.isBlank()) {
            throw new IllegalArgumentException("Organization %s: the name is blank".formatted(id));
        }
        if (planRevision < 1) {
            throw new IllegalArgumentException(
                    "Organization %s: plan revision must be positive, got %d".formatted(id, planRevision));
        }
    }

    /** The same organization on another plan, one revision later. */
    Organization onPlan(String other, Instant now) {
        return new Organization(id, name, other, planRevision + 1, now, timeZone, currency);
    }
}
