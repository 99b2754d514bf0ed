package io.inferloop.tabular.billing.pricing;

import java.math.BigDecimal;
import java.util.Map;

/**
 * What a plan pays and gets each month.
 *
 * @param baseFee in the book's currency
 * @param discountPercent on usage, 0 to 100
 * @param included quantity per meter that is free each month; a meter that is absent includes nothing
 */
public record PlanTerms(String plan, BigDecimal baseFee, BigDecimal discountPercent, Map<String, BigDecimal> included) {

    public PlanTerms {
        included = Map.copyOf(included);
        if (baseFee.signum() < 0) {
            throw new IllegalArgumentException(
                    "Plan %s: base_fee cannot be negative, got %s".formatted(plan, baseFee.toPlainString()));
        }
        if (discountPercent.signum() < 0 || discountPercent.compareTo(BigDecimal.valueOf(100)) > 0) {
            throw new IllegalArgumentException("Plan %s: discount_percent must be between 0 and 100, got %s"
                    .formatted(plan, discountPercent.toPlainString()));
        }
        included.forEach((meter, quantity) -> {
            if (quantity.signum() < 0) {
                throw new IllegalArgumentException("Plan %s: included %s cannot be negative, got %s"
                        .formatted(plan, meter, quantity.toPlainString()));
            }
        });
    }

    public BigDecimal includedOf(String meter) {
        return included.getOrDefault(meter, BigDecimal.ZERO);
    }

    /** {@code gross} less the plan's discount, exact. */
    public BigDecimal net(BigDecimal gross) {
        return gross.multiply(BigDecimal.valueOf(100).subtract(discountPercent)).movePointLeft(2);
    }
}
