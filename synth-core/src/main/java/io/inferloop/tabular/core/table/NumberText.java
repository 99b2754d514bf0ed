package io.inferloop.tabular.core.table;

import java.math.BigDecimal;

/** Reads a number as files write it, and how many digits it was written with. */
final class NumberText {

    /** Beyond this a double no longer tells neighbouring whole numbers apart. */
    private static final double MAX_EXACT_INTEGER = 0x1p53;

    private static final int MAX_LENGTH = 40;

    private NumberText() {}

    /** The number's value; NaN if the text is no plain decimal number that a double can carry and write back. */
    static double parse(String text) {
        if (!isNumber(text)) {
            return Double.NaN;
        }
        double value = Double.parseDouble(text);
        return Double.isFinite(value) && Math.abs(value) <= MAX_EXACT_INTEGER ? value : Double.NaN;
    }

    /** Whether the text is how programs write that a number is none: NaN. */
    static boolean isNaN(String text) {
        return text.length() == 3 && text.equalsIgnoreCase("nan");
    }

    /** Whether the text is how programs write an infinite number. */
    static boolean isInfinite(String text) {
        int sign = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        String size = text.substring(sign);
        return size.equalsIgnoreCase("inf") || size.equalsIgnoreCase("infinity");
    }

    /** Digits behind the point as written, trailing zeros included. */
    static int writtenDecimals(String text) {
        if (hasExponent(text)) {
            return Math.max(0, new BigDecimal(text).stripTrailingZeros().scale());
        }
        int point = text.indexOf('.');
        return point < 0 ? 0 : text.length() - point - 1;
    }

    /** Digits behind the point that carry a value: trailing zeros do not count. */
    static int significantDecimals(String text) {
        if (hasExponent(text)) {
            return writtenDecimals(text);
        }
        int point = text.indexOf('.');
        if (point < 0) {
            return 0;
        }
        int end = text.length();
        while (text.charAt(end - 1) == '0') {
            end--;
        }
        return end - point - 1;
    }

    private static boolean hasExponent(String text) {
        return text.indexOf('e') >= 0 || text.indexOf('E') >= 0;
    }

    /** Leading zeros mark codes (postal, account), which would lose them as numbers. */
    private static boolean isNumber(String text) {
        int length = text.length();
        int at = length > 0 && text.charAt(0) == '-' ? 1 : 0;
        int integerStart = at;
        at = digits(text, at);
        int integerDigits = at - integerStart;
        if (length > MAX_LENGTH || integerDigits > 1 && text.charAt(integerStart) == '0') {
            return false;
        }
        int fractionDigits = 0;
        if (at < length && text.charAt(at) == '.') {
            int start = ++at;
            at = digits(text, at);
            fractionDigits = at - start;
        }
        if (integerDigits + fractionDigits == 0) {
            return false;
        }
        if (at < length && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            at++;
            if (at < length && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
                at++;
            }
            int start = at;
            at = digits(text, at);
            if (at == start || at - start > 3) {
                return false;
            }
        }
        return at == length;
    }

    private static int digits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }
}
