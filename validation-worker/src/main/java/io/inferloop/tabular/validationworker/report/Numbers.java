package io.inferloop.tabular.validationworker.report;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers with as many digits as mean something, always written alike. */
final class Numbers {

    static final String NONE = "–";

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final double PLAIN_LIMIT = 1e9;

    private Numbers() {}

    /** {@code 0.947}. Never rounded to 1 or 0 that it is not. */
    static String score(@Nullable Double score) {
        if (score == null) {
            return NONE;
        }
        if (score < 1 && score >= 0.9995) {
            return "> 0.999";
        }
        return String.format(Locale.ROOT, "%.3f", score);
    }

    /** {@code +0.31}: an association, or how much two differ. */
    static String signed(@Nullable Double value) {
        if (value == null) {
            return NONE;
        }
        String text = String.format(Locale.ROOT, "%+.2f", value);
        return text.equals("-0.00") || text.equals("+0.00") ? "0.00" : text.replace('-', '−');
    }

    /** {@code 12.4 %}; two more decimals where one would say zero. */
    static String percent(double share) {
        double percent = share * 100;
        boolean tiny = percent > 0 && percent < 0.1;
        return String.format(Locale.ROOT, tiny ? "%.3f %%" : "%.1f %%", percent);
    }

    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** A bin's edge. */
    static String number(double value) {
        double magnitude = Math.abs(value);
        if (magnitude != 0 && (magnitude >= PLAIN_LIMIT || magnitude < 1e-4)) {
            return String.format(Locale.ROOT, "%.4g", value).replace('-', '−');
        }
        String text = String.format(Locale.ROOT, "%,.6f", value);
        return text.replaceFirst("\\.?0+$", "").replace('-', '−');
    }

    static String time(double epochMillis) {
        LocalDateTime time = LocalDateTime.ofInstant(Instant.ofEpochMilli((long) epochMillis), ZoneOffset.UTC);
        if (time.toLocalTime().toSecondOfDay() == 0) {
            return DAY.format(time);
        }
        return time.getSecond() == 0 ? MINUTE.format(time) : SECOND.format(time);
    }

    static String instant(Instant instant) {
        return SECOND.format(LocalDateTime.ofInstant(instant, ZoneOffset.UTC)) + " UTC";
    }
}
