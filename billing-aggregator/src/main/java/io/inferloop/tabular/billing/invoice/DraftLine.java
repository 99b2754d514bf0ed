package io.inferloop.tabular.billing.invoice;

import io.inferloop.tabular.billing.pricing.TierCharge;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of an invoice.
 *
 * @param meter what was used; null for the base fee
 * @param description a sentence that a person can follow
 * @param quantity used; {@code included} of it is free, {@code billable} is the rest
 * @param gross exact, before the discount
 * @param amount net, rounded HALF_EVEN to the currency's exponent; what is paid for this line
 */
public record DraftLine(
        Kind kind,
        @Nullable String meter,
        String description,
        BigDecimal quantity,
        BigDecimal included,
        BigDecimal billable,
        List<TierCharge> tiers,
        BigDecimal gross,
        BigDecimal discountPercent,
        BigDecimal amount) {

    public DraftLine {
        tiers = List.copyOf(tiers);
    }

    /** What a line is for, with its name on the wire. */
    public enum Kind {
        BASE_FEE("base_fee"),
        USAGE("usage");

        private final String wireName;

        Kind(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }
    }
}
