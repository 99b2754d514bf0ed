package io.inferloop.tabular.billing.pricing;

import java.math.BigDecimal;

/**
 * What one tier adds to a line.
 *
 * @param description such as {@code first 100 000 at 0.50 per 1 000 = 50.00}
 * @param quantity part of the billable quantity that falls into the tier
 * @param unitPrice per {@code unitSize}
 * @param amount exact, before the discount
 */
public record TierCharge(
        String description, BigDecimal quantity, BigDecimal unitPrice, BigDecimal unitSize, BigDecimal amount) {}
