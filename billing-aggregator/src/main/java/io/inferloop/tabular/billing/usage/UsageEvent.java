package io.inferloop.tabular.billing.usage;

import io.inferloop.tabular.billing.period.BillingMonth;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * A usage event that may be billed.
 *
 * @param month the organization's month that it belongs to
 * @param source emitter; together with {@code id} the event's identity for ever
 * @param quantity in the meter's unit, positive
 * @param plan the organization's plan when it happened, as the emitter stamped it
 */
public record UsageEvent(
        BillingMonth month,
        String source,
        String id,
        String meter,
        BigDecimal quantity,
        Instant occurredAt,
        String plan,
        long planRevision) {

    /** Key of the event among all events of its organization. The source holds no {@code |}, so it is unambiguous. */
    String identity() {
        return month.organization() + "|" + source + "|" + id;
    }

    /** Equal for a repeat of the same event; different when its id was used again for something else. */
    String fingerprint() {
        // Joined, not formatted: this is done for every event.
        return meter + " " + quantity.stripTrailingZeros().toPlainString() + " " + occurredAt.toEpochMilli() + " "
                + plan;
    }
}
