package io.inferloop.tabular.billing.pricing;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One step of a meter's price.
 *
 * @param upTo last quantity of the month that this tier prices; null for the last tier, which has no end
 * @param unitPrice per unit size of the meter, in the book's currency
 */
public record Tier(@Nullable BigDecimal upTo, BigDecimal unitPrice) {

    public Tier {
        if (upTo != null && upTo.signum() <= 0) {
            throw new IllegalArgumentException("A tier's upper bound must be positive, got " + upTo.toPlainString());
        }
        if (unitPrice.signum() < 0) {
            throw new IllegalArgumentException("A price cannot be negative, got " + unitPrice.toPlainString());
        }
    }
}
