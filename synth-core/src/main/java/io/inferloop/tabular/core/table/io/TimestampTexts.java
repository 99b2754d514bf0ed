package io.inferloop.tabular.core.table.io;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A column's timestamps as text, all with as many digits behind the second as the finest needs. */
final class TimestampTexts {

    private TimestampTexts() {}

    /**
     * Writes ticks since 1970 such as {@code 2026-01-31 23:59:00.120}, with a Z behind points in time.
     *
     * @param ticks distinct, as text
     */
    static String[] of(String[] ticks, ParquetColumn column) {
        long nanosPerTick = 1_000_000_000L / column.perSecond();
        long[] counts = new long[ticks.length];
        int digits = 0;
        for (int i = 0; i < counts.length; i++) {
            counts[i] = Long.parseLong(ticks[i]);
            digits = Math.max(digits, digits(Math.floorMod(counts[i], column.perSecond()) * nanosPerTick));
        }
        DateTimeFormatter format = DateTimeFormatter.ofPattern(
                "uuuu-MM-dd HH:mm:ss" + (digits == 0 ? "" : "." + "S".repeat(digits)), Locale.ROOT);
        String[] texts = new String[counts.length];
        for (int i = 0; i < counts.length; i++) {
            long second = Math.floorDiv(counts[i], column.perSecond());
            int nano = (int) (Math.floorMod(counts[i], column.perSecond()) * nanosPerTick);
            String text =
                    LocalDateTime.ofEpochSecond(second, nano, ZoneOffset.UTC).format(format);
            texts[i] = column.utc() ? text + "Z" : text;
        }
        return texts;
    }

    private static int digits(long nanos) {
        if (nanos == 0) {
            return 0;
        }
        if (nanos % 1_000_000 == 0) {
            return 3;
        }
        return nanos % 1_000 == 0 ? 6 : 9;
    }
}
