package io.inferloop.tabular.billing.pricing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is counted, and its price by the month's quantity.
 *
 * @param id name on the usage events, such as {@code rows_generated}
 * @param unitName the counted thing for people, one of them, such as {@code row}; more take an s
 * @param unitSize how many of them a price is for; a graduated meter's must divide decimals exactly (2 and 5 are its only prime factors)
 * @param tiers in growing order, the last one open
 */
public record Meter(String id, String unitName, BigDecimal unitSize, TierMode mode, List<Tier> tiers) {

    public Meter {
        tiers = List.copyOf(tiers);
        if (unitSize.signum() <= 0) {
            throw new IllegalArgumentException(
                    "Meter %s: unit_size must be positive, got %s".formatted(id, unitSize.toPlainString()));
        }
        if (mode == TierMode.GRADUATED && !dividesExactly(unitSize)) {
            throw new IllegalArgumentException(
                    "Meter %s: unit_size %s does not divide decimals exactly, so amounts would depend on rounding"
                            .formatted(id, unitSize.toPlainString()));
        }
        checkOrder(id, tiers);
    }

    /**
     * Prices the quantity that follows on {@code position}. Additive: pricing two parts one after the other costs what
     * pricing them at once does.
     *
     * @param position billable quantity of this month that is priced already, 0 or more
     * @param quantity billable quantity to price now, 0 or more
     * @return the tiers that it touches, in order; empty for quantity 0
     */
    public List<TierCharge> charge(BigDecimal position, BigDecimal quantity) {
        if (position.signum() < 0 || quantity.signum() < 0) {
            throw new IllegalArgumentException("Meter %s: position %s and quantity %s must not be negative"
                    .formatted(id, position.toPlainString(), quantity.toPlainString()));
        }
        List<TierCharge> charges = new ArrayList<>();
        BigDecimal end = position.add(quantity);
        BigDecimal lower = BigDecimal.ZERO;
        for (Tier tier : tiers) {
            BigDecimal from = position.max(lower);
            BigDecimal to = tier.upTo() == null ? end : end.min(tier.upTo());
            if (to.compareTo(from) > 0) {
                charges.add(chargeWithin(tier, lower, from, to));
            }
            if (tier.upTo() == null || end.compareTo(tier.upTo()) <= 0) {
                break;
            }
            lower = tier.upTo();
        }
        return charges;
    }

    /** A quantity for people, such as {@code 1 row} or {@code 12.5 CPU seconds}. */
    public String units(BigDecimal quantity) {
        String plural = quantity.compareTo(BigDecimal.ONE) == 0 ? "" : "s";
        return "%s %s%s".formatted(Figures.count(quantity), unitName, plural);
    }

    private TierCharge chargeWithin(Tier tier, BigDecimal lower, BigDecimal from, BigDecimal to) {
        // Units are counted from the tier's start, so that a package which an earlier part began is not paid again.
        BigDecimal units =
                mode.units(to.subtract(lower), unitSize).subtract(mode.units(from.subtract(lower), unitSize));
        BigDecimal amount = units.multiply(tier.unitPrice());
        BigDecimal quantity = to.subtract(from);
        return new TierCharge(
                describe(tier, from, quantity, units, amount), quantity, tier.unitPrice(), unitSize, amount);
    }

    private String describe(Tier tier, BigDecimal from, BigDecimal quantity, BigDecimal units, BigDecimal amount) {
        String part = (from.signum() == 0 ? "first " : "next ") + Figures.count(quantity);
        if (tier.unitPrice().signum() == 0) {
            // A meter with one tier has no further quantity that would cost something.
            return tiers.size() == 1 ? "%s at no charge".formatted(units(quantity)) : part + " free";
        }
        String price = Figures.money(tier.unitPrice(), 2);
        String cost = Figures.money(amount, 2);
        if (mode == TierMode.PACKAGE) {
            return "%s: %s started package%s of %s at %s = %s"
                    .formatted(
                            part,
                            Figures.count(units),
                            units.compareTo(BigDecimal.ONE) == 0 ? "" : "s",
                            Figures.count(unitSize),
                            price,
                            cost);
        }
        String per = unitSize.compareTo(BigDecimal.ONE) == 0 ? "each" : "per " + Figures.count(unitSize);
        return "%s at %s %s = %s".formatted(part, price, per, cost);
    }

    private static boolean dividesExactly(BigDecimal divisor) {
        try {
            BigDecimal unused = BigDecimal.ONE.divide(divisor);
            return true;
        } catch (ArithmeticException nonTerminating) {
            return false;
        }
    }

    private static void checkOrder(String id, List<Tier> tiers) {
        if (tiers.isEmpty()) {
            throw new IllegalArgumentException("Meter %s: there must be at least one tier".formatted(id));
        }
        BigDecimal previous = BigDecimal.ZERO;
        for (int i = 0; i < tiers.size(); i++) {
            @Nullable BigDecimal upTo = tiers.get(i).upTo();
            boolean last = i == tiers.size() - 1;
            if (last != (upTo == null)) {
                throw new IllegalArgumentException("Meter %s: tier %d must %s"
                        .formatted(id, i + 1, last ? "be open, without up_to, as the last one" : "have an up_to"));
            }
            if (upTo != null && upTo.compareTo(previous) <= 0) {
                throw new IllegalArgumentException("Meter %s: tier %d ends at %s, which is not after %s"
                        .formatted(id, i + 1, upTo.toPlainString(), previous.toPlainString()));
            }
            previous = upTo == null ? previous : upTo;
        }
    }
}
