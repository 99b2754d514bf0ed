package io.inferloop.tabular.core.table;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A datetime pattern that reads and writes epoch milliseconds. Text without an offset is taken as UTC; text with one
 * is written back in UTC.
 */
public final class DatetimeFormat {

    private static final List<String> DATES = List.of(
            "uuuu-MM-dd",
            "uuuu/MM/dd",
            "MM/dd/uuuu",
            "M/d/uuuu",
            "dd/MM/uuuu",
            "d/M/uuuu",
            "dd.MM.uuuu",
            "d.M.uuuu",
            "dd-MM-uuuu",
            "dd-MMM-uuuu",
            "d MMM uuuu");

    private static final List<String> TIMES = List.of("HH:mm:ss", "HH:mm", "H:mm", "H:mm:ss", "hh:mm:ss a", "h:mm a");

    private static final List<String> OFFSETS = List.of("", "XXX", "XX", " XX");

    private final String pattern;
    private final DateTimeFormatter formatter;

    private DatetimeFormat(String pattern) {
        this.pattern = pattern;
        this.formatter = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT);
    }

    /**
     * The format that is written by this pattern.
     *
     * @throws IllegalArgumentException if the pattern is none
     */
    public static DatetimeFormat ofPattern(String pattern) {
        return new DatetimeFormat(pattern);
    }

    /** The first usual format that fits all values; a month that could be a day is read the American way. */
    static @Nullable DatetimeFormat of(String[] values) {
        if (values.length == 0 || values[0].length() < 8 || values[0].length() > 40) {
            return null;
        }
        for (String candidate : candidates(values[0])) {
            DatetimeFormat format = new DatetimeFormat(candidate);
            if (format.firstMisfit(values) < 0) {
                return format;
            }
        }
        return null;
    }

    public String pattern() {
        return pattern;
    }

    /** Index of the first value that does not fit, -1 if all do. */
    int firstMisfit(String[] values) {
        for (int i = 0; i < values.length; i++) {
            try {
                epochMillis(values[i]);
            } catch (DateTimeException | ArithmeticException e) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Reads a text as milliseconds since 1970, UTC where it names no offset.
     *
     * @throws DateTimeException if the text does not fit the pattern
     */
    public long epochMillis(String text) {
        TemporalAccessor parsed = formatter.parse(text);
        LocalDate date = LocalDate.from(parsed);
        LocalTime time = parsed.query(TemporalQueries.localTime());
        int offset = parsed.isSupported(ChronoField.OFFSET_SECONDS) ? parsed.get(ChronoField.OFFSET_SECONDS) : 0;
        long millis = time == null ? 0 : time.toNanoOfDay() / 1_000_000;
        return Math.addExact(Math.multiplyExact(date.toEpochDay(), 86_400_000L), millis - offset * 1000L);
    }

    public String text(long epochMillis) {
        return formatter.format(Instant.ofEpochMilli(epochMillis).atOffset(ZoneOffset.UTC));
    }

    /** The smallest step that the pattern can write, in milliseconds. */
    public long resolutionMillis() {
        if (pattern.indexOf('S') >= 0) {
            return 1;
        }
        if (pattern.indexOf('s') >= 0) {
            return 1_000;
        }
        return pattern.indexOf('m') >= 0 ? 60_000 : 86_400_000;
    }

    /** Only patterns whose shape the sample has: building and trying every combination would cost milliseconds a column. */
    private static List<String> candidates(String sample) {
        List<String> found = new ArrayList<>();
        for (String date : DATES) {
            add(found, date, sample);
            for (String separator : List.of(" ", "'T'")) {
                for (String time : TIMES) {
                    for (String fraction : fractions(sample, time)) {
                        for (String offset : OFFSETS) {
                            add(found, date + separator + time + fraction + offset, sample);
                        }
                    }
                }
            }
        }
        return found;
    }

    private static List<String> fractions(String sample, String time) {
        int seconds = sample.lastIndexOf(':');
        int point = sample.indexOf('.', Math.max(0, seconds));
        if (!time.endsWith("ss") || seconds < 0 || point < 0) {
            return List.of("");
        }
        int end = point + 1;
        while (end < sample.length() && Character.isDigit(sample.charAt(end))) {
            end++;
        }
        int digits = end - point - 1;
        return digits == 0 || digits > 9 ? List.of("") : List.of("." + "S".repeat(digits));
    }

    private static void add(List<String> found, String pattern, String sample) {
        boolean sampleHasT = sample.indexOf('T') == 10 || sample.indexOf('T') == 9 || sample.indexOf('T') == 8;
        if (pattern.contains("'T'") != sampleHasT || pattern.indexOf(':') >= 0 != sample.indexOf(':') >= 0) {
            return;
        }
        char separator = pattern.replaceAll("[A-Za-z']", "").charAt(0);
        if (sample.indexOf(separator) < 0) {
            return;
        }
        DatetimeFormat format = new DatetimeFormat(pattern);
        if (format.firstMisfit(new String[] {sample}) < 0) {
            found.add(pattern);
        }
    }
}
