package io.inferloop.tabular.core.table.io;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/** Writes numbers with at most {@code decimals} digits behind the point, and trailing zeros down to {@code minDecimals}. */
final class NumberFormat {

    private static final long[] POWERS = new long[16];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private static final double MAX_SCALED = 0x1p53;

    private final int decimals;
    private final int minDecimals;
    private final byte[] digits = new byte[32];

    NumberFormat(int decimals, int minDecimals) {
        this.decimals = decimals;
        this.minDecimals = minDecimals;
    }

    void write(double value, ByteBuffering buffer) throws IOException {
        if (decimals < POWERS.length && minDecimals < POWERS.length) {
            double scaled = value * POWERS[decimals];
            if (Math.abs(scaled) < MAX_SCALED) {
                writeScaled(Math.round(scaled), buffer);
                return;
            }
        }
        writeExact(value, buffer);
    }

    /** The number that the written text means. */
    double rounded(double value) {
        if (decimals < POWERS.length) {
            double scaled = value * POWERS[decimals];
            if (Math.abs(scaled) < MAX_SCALED) {
                return (double) Math.round(scaled) / POWERS[decimals];
            }
        }
        return BigDecimal.valueOf(value)
                .setScale(decimals, RoundingMode.HALF_EVEN)
                .doubleValue();
    }

    private void writeScaled(long scaled, ByteBuffering buffer) throws IOException {
        long left = Math.abs(scaled);
        int fraction = decimals;
        int at = digits.length;
        for (int missing = minDecimals; missing > decimals; missing--) {
            digits[--at] = '0';
        }
        while (fraction > minDecimals && left % 10 == 0) {
            left /= 10;
            fraction--;
        }
        for (int i = 0; i < fraction; i++) {
            digits[--at] = (byte) ('0' + left % 10);
            left /= 10;
        }
        if (fraction > 0 || minDecimals > decimals) {
            digits[--at] = '.';
        }
        do {
            digits[--at] = (byte) ('0' + left % 10);
            left /= 10;
        } while (left > 0);
        if (scaled < 0) {
            digits[--at] = '-';
        }
        buffer.write(digits, at, digits.length - at);
    }

    private void writeExact(double value, ByteBuffering buffer) throws IOException {
        BigDecimal exact = BigDecimal.valueOf(value)
                .setScale(decimals, RoundingMode.HALF_EVEN)
                .stripTrailingZeros();
        if (exact.scale() < minDecimals) {
            exact = exact.setScale(minDecimals, RoundingMode.UNNECESSARY);
        }
        buffer.write(exact.toPlainString().getBytes(StandardCharsets.US_ASCII));
    }
}
