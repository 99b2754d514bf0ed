package io.inferloop.tabular.gateway.usage;

import io.inferloop.tabular.schemas.billing.Invoice;
import io.inferloop.tabular.schemas.billing.InvoiceLine;
import io.inferloop.tabular.schemas.billing.TierCharge;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Locale;

/** Billing's record of an invoice as the document that we show. Nothing is computed here: rounded amounts only get their digits. */
final class InvoiceMapping {

    private InvoiceMapping() {}

    static InvoiceDocument document(Invoice invoice) {
        int decimals = Currency.getInstance(invoice.getCurrency()).getDefaultFractionDigits();
        return new InvoiceDocument(
                invoice.getPeriod(),
                invoice.getStatus().name().toLowerCase(Locale.ROOT),
                invoice.getPlan(),
                invoice.getCurrency(),
                invoice.getPriceBookVersion(),
                invoice.getLines().stream().map(line -> line(line, decimals)).toList(),
                money(invoice.getTotal(), decimals),
                invoice.getUpdatedAt());
    }

    private static InvoiceDocument.Line line(InvoiceLine line, int decimals) {
        return new InvoiceDocument.Line(
                line.getKind(),
                line.getMeter(),
                line.getDescription(),
                plain(line.getQuantity()),
                plain(line.getIncludedQuantity()),
                plain(line.getBillableQuantity()),
                line.getTiers().stream().map(InvoiceMapping::tier).toList(),
                plain(line.getGrossAmount()),
                plain(line.getDiscountPercent()),
                money(line.getAmount(), decimals));
    }

    private static InvoiceDocument.Tier tier(TierCharge tier) {
        return new InvoiceDocument.Tier(
                tier.getDescription(),
                plain(tier.getQuantity()),
                plain(tier.getUnitPrice()),
                plain(tier.getUnitSize()),
                plain(tier.getAmount()));
    }

    /** Billing has rounded already; a digit beyond the currency's would be its mistake and must not pass silently. */
    private static String money(BigDecimal amount, int decimals) {
        return amount.setScale(decimals, RoundingMode.UNNECESSARY).toPlainString();
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
