package io.inferloop.tabular.billing.pricing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;

/**
 * Prices and plan terms of one version. Immutable: whatever was priced with it can be priced again and comes out the same.
 *
 * @param version name, stamped on every invoice that it priced
 * @param effectiveFrom first day of the first month that it prices
 * @param meters by id
 * @param plans by id
 */
public record PriceBook(
        String version,
        LocalDate effectiveFrom,
        Currency currency,
        Map<String, Meter> meters,
        Map<String, PlanTerms> plans) {

    public PriceBook {
        meters = Map.copyOf(meters);
        plans = Map.copyOf(plans);
        if (version.isBlank()) {
            throw new IllegalArgumentException("A price book needs a version");
        }
        if (effectiveFrom.getDayOfMonth() != 1) {
            throw new IllegalArgumentException("Price book %s: effective_from must be the first day of a month, got %s"
                    .formatted(version, effectiveFrom));
        }
        for (PlanTerms plan : plans.values()) {
            for (String meter : plan.included().keySet()) {
                if (!meters.containsKey(meter)) {
                    throw new IllegalArgumentException(
                            "Price book %s: plan %s includes the unknown meter %s, known are %s"
                                    .formatted(
                                            version,
                                            plan.plan(),
                                            meter,
                                            meters.keySet().stream().sorted().toList()));
                }
            }
        }
    }

    public Optional<Meter> meter(String id) {
        return Optional.ofNullable(meters.get(id));
    }

    public Optional<PlanTerms> plan(String id) {
        return Optional.ofNullable(plans.get(id));
    }

    boolean covers(YearMonth month) {
        return !effectiveFrom.isAfter(month.atDay(1));
    }

    /** Rounds to what can be paid: HALF_EVEN at the currency's exponent (USD 2, JPY 0, KWD 3). */
    public BigDecimal payable(BigDecimal exact) {
        return exact.setScale(currency.getDefaultFractionDigits(), RoundingMode.HALF_EVEN);
    }
}
