package io.inferloop.tabular.billing.invoice;

import io.inferloop.tabular.billing.period.BillingMonth;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;

/**
 * An organization's month, priced as far as it has come.
 *
 * @param sequence grows with every change; the highest one counts
 * @param plan the plan in force
 * @param updatedAt event time of the newest usage in it
 */
public record DraftInvoice(
        BillingMonth month,
        long sequence,
        String plan,
        Currency currency,
        String priceBookVersion,
        List<DraftLine> lines,
        Instant updatedAt) {

    public DraftInvoice {
        lines = List.copyOf(lines);
    }

    /** The sum of the rounded lines. */
    public BigDecimal total() {
        return lines.stream().map(DraftLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
