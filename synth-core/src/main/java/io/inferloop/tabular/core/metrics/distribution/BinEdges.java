package io.inferloop.tabular.core.metrics.distribution;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** Edges that people count by: multiples of 1, 2 or 5 times a power of ten, or of units of the calendar. */
final class BinEdges {

    /** A range is cut into at most about this many bins. */
    private static final int BINS = 24;

    /** Steps are no finer than this share of a column's largest number, so that edges stay distinct. */
    private static final double RESOLUTION = 1e-9;

    private static final int[] NICE = {1, 2, 5, 10};

    private static final List<Duration> CLOCK_STEPS = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(3),
            Duration.ofHours(6),
            Duration.ofDays(1),
            Duration.ofDays(7));

    private static final int[] MONTH_STEPS = {1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 12000};
    private static final int MONTHS_PER_YEAR = 12;
    private static final double MONTH_MILLIS =
            365.2425 / MONTHS_PER_YEAR * Duration.ofDays(1).toMillis();

    private BinEdges() {}

    /** @param decimals digits behind the point that the column is written with; between whole numbers the edges lie halfway */
    static double[] ofNumbers(double low, double high, int decimals) {
        // Divided first, for a range may be too large for a double.
        double wanted = high / BINS - low / BINS;
        double resolution = Math.max(Math.abs(low), Math.abs(high)) * RESOLUTION;
        double step = Math.max(nice(Math.max(wanted, resolution)), Math.pow(10, -decimals));
        double shift = decimals == 0 ? 0.5 : 0;
        double first = Math.floor((low + shift) / step);
        return edges(high, first, index -> rounded(index * step) - shift);
    }

    /** Milliseconds since 1970; weeks begin on Mondays, all in UTC. */
    static double[] ofTimes(double low, double high) {
        double wanted = (high - low) / BINS;
        for (Duration step : CLOCK_STEPS) {
            if (step.toMillis() >= wanted) {
                // 1970-01-01 was a Thursday.
                double origin = step.toDays() == 7 ? -Duration.ofDays(3).toMillis() : 0;
                double millis = step.toMillis();
                return edges(high, Math.floor((low - origin) / millis), index -> origin + index * millis);
            }
        }
        int months = MONTH_STEPS[MONTH_STEPS.length - 1];
        for (int i = MONTH_STEPS.length - 1; i >= 0 && MONTH_STEPS[i] * MONTH_MILLIS >= wanted; i--) {
            months = MONTH_STEPS[i];
        }
        int step = months;
        LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli((long) low), ZoneOffset.UTC);
        double first = Math.floorDiv(day.getYear() * MONTHS_PER_YEAR + day.getMonthValue() - 1, step);
        return edges(high, first, index -> startOfMonth((int) index * step));
    }

    private static double[] edges(double high, double first, DoubleUnaryOperator edge) {
        int bins = 1;
        while (edge.applyAsDouble(first + bins) <= high) {
            bins++;
        }
        double[] edges = new double[bins + 1];
        for (int i = 0; i <= bins; i++) {
            edges[i] = edge.applyAsDouble(first + i);
        }
        return edges;
    }

    /** The least nice step that is not smaller; 0 for 0. */
    private static double nice(double step) {
        if (step <= 0) {
            return 0;
        }
        double power = Math.pow(10, Math.floor(Math.log10(step)));
        for (int factor : NICE) {
            if (factor * power >= step) {
                return factor * power;
            }
        }
        return NICE[NICE.length - 1] * power;
    }

    /** Without the binary dust of a product such as 3 * 0.1. */
    private static double rounded(double value) {
        double magnitude = Math.abs(value);
        if (magnitude == 0 || magnitude > 1e15) {
            return value;
        }
        double scale = Math.pow(10, 12 - Math.ceil(Math.log10(magnitude)));
        return scale > 1e300 ? value : Math.rint(value * scale) / scale;
    }

    private static double startOfMonth(int monthsSinceYear0) {
        return LocalDate.of(
                        Math.floorDiv(monthsSinceYear0, MONTHS_PER_YEAR),
                        Math.floorMod(monthsSinceYear0, MONTHS_PER_YEAR) + 1,
                        1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant()
                .toEpochMilli();
    }
}
