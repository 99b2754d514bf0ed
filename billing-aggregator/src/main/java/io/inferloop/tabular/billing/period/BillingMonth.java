package io.inferloop.tabular.billing.period;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.UUID;

/** The unit of invoicing: one organization, one calendar month as its own time zone sees it. */
public record BillingMonth(UUID organization, YearMonth month) {

    private static final int UUID_CHARACTERS = 36;

    /** The month that {@code instant} falls into where the organization is. */
    public static BillingMonth of(UUID organization, Instant instant, ZoneId zone) {
        return new BillingMonth(organization, YearMonth.from(instant.atZone(zone)));
    }

    /** Reads what {@link #key()} wrote. */
    public static BillingMonth parse(String key) {
        if (key.length() <= UUID_CHARACTERS || key.charAt(UUID_CHARACTERS) != '|') {
            throw new IllegalArgumentException("'%s' is not an organization|month".formatted(key));
        }
        return new BillingMonth(
                UUID.fromString(key.substring(0, UUID_CHARACTERS)),
                YearMonth.parse(key.substring(UUID_CHARACTERS + 1)));
    }

    /** {@code organization|2026-11}: the key in the store and of the invoice's record. */
    public String key() {
        return organization + "|" + month;
    }
}
