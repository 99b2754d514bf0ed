package io.inferloop.tabular.standalone.command;

import io.inferloop.tabular.standalone.client.Invoice;
import io.inferloop.tabular.standalone.console.TextTable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** An invoice as a person reads it. */
final class InvoiceText {

    private static final int CENTS = 2;

    private InvoiceText() {}

    static String of(Invoice invoice) {
        TextTable table = new TextTable("LINE", ">QUANTITY", ">INCLUDED", ">DISCOUNT", ">AMOUNT " + invoice.currency());
        for (Invoice.Line line : invoice.lines()) {
            boolean metered = !line.meter().isEmpty();
            table.row(
                    line.description(),
                    metered ? plain(line.quantity()) : "",
                    metered ? plain(line.included()) : "",
                    line.discountPercent().signum() == 0 ? "" : plain(line.discountPercent()) + " %",
                    money(line.amount()));
            for (Invoice.Tier tier : line.tiers()) {
                table.row("  " + tier.description(), plain(tier.quantity()), "", "", money(tier.amount()));
            }
        }
        table.row("Total", "", "", "", money(invoice.total()));
        return "Invoice %s, %s, plan %s%n%s"
                .formatted(invoice.period(), invoice.status().toLowerCase(Locale.ROOT), invoice.plan(), table);
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /** At least two decimals; more where a tier's charge, not rounded yet, has more. */
    private static String money(BigDecimal amount) {
        BigDecimal stripped = amount.stripTrailingZeros();
        return stripped.setScale(Math.max(CENTS, stripped.scale()), RoundingMode.UNNECESSARY)
                .toPlainString();
    }
}
