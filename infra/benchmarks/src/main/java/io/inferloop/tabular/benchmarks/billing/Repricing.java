package io.inferloop.tabular.benchmarks.billing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What a month costs by a price book's document, worked out anew: nothing of the billing service's own arithmetic is used. Included
 * quantities come off first, tiers apply to the rest, each line rounds once after the discount.
 */
final class Repricing {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int CENTS = 2;

    private final JsonNode book;

    /** @param book a published price book in US dollars */
    Repricing(JsonNode book) {
        this.book = book;
    }

    /** @param quantities by meter, for the whole month on one plan */
    BigDecimal total(String plan, Map<String, BigDecimal> quantities) {
        JsonNode terms = book.required("plans").required(plan);
        BigDecimal total = rounded(number(terms.required("base_fee")));
        for (Map.Entry<String, BigDecimal> used : quantities.entrySet()) {
            JsonNode included = terms.required("included").path(used.getKey());
            BigDecimal free = included.isMissingNode() ? BigDecimal.ZERO : number(included);
            BigDecimal billable = used.getValue().subtract(free).max(BigDecimal.ZERO);
            BigDecimal gross = gross(book.required("meters").required(used.getKey()), billable);
            BigDecimal discount = number(terms.required("discount_percent")).divide(HUNDRED);
            total = total.add(rounded(gross.multiply(BigDecimal.ONE.subtract(discount))));
        }
        return total;
    }

    private static BigDecimal gross(JsonNode meter, BigDecimal billable) {
        BigDecimal unitSize = number(meter.required("unit_size"));
        boolean wholePackages = meter.required("mode").asString().equals("package");
        BigDecimal gross = BigDecimal.ZERO;
        BigDecimal lower = BigDecimal.ZERO;
        for (JsonNode tier : meter.required("tiers")) {
            JsonNode upTo = tier.path("up_to");
            BigDecimal upper = upTo.isMissingNode() || upTo.isNull() ? billable : billable.min(number(upTo));
            BigDecimal within = upper.subtract(lower);
            if (within.signum() <= 0) {
                break;
            }
            BigDecimal units =
                    wholePackages ? within.divide(unitSize, 0, RoundingMode.CEILING) : within.divide(unitSize);
            gross = gross.add(units.multiply(number(tier.required("price"))));
            lower = upper;
        }
        return gross;
    }

    /** The document writes decimals as text, so that no reader makes binary fractions of them. */
    private static BigDecimal number(JsonNode value) {
        return new BigDecimal(value.asString());
    }

    private static BigDecimal rounded(BigDecimal amount) {
        return amount.setScale(CENTS, RoundingMode.HALF_EVEN);
    }
}
