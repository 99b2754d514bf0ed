package io.inferloop.tabular.billing.pricing;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Numbers as an invoice shows them, the same on every machine: thousands by space, decimals by point. */
public final class Figures {

    private Figures() {}

    /** Such as {@code 1 234 567} or {@code 0.5}: decimals only where there are any. */
    public static String count(BigDecimal value) {
        return format(value, 0);
    }

    /** Such as {@code 50.00} or {@code 20.18505}: exact, with at least the currency's decimals. */
    public static String money(BigDecimal value, int minimumDecimals) {
        return format(value, minimumDecimals);
    }

    private static String format(BigDecimal value, int minimumDecimals) {
        DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(Locale.ROOT);
        symbols.setGroupingSeparator(' ');
        symbols.setDecimalSeparator('.');
        DecimalFormat format = new DecimalFormat("#,##0", symbols);
        format.setMinimumFractionDigits(minimumDecimals);
        format.setMaximumFractionDigits(
                Math.max(minimumDecimals, Math.max(0, value.stripTrailingZeros().scale())));
        return format.format(value);
    }
}
