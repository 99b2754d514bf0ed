package io.inferloop.tabular.gateway.storage;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How much was stored in each of some full hours, from the level before them and every change: what stood there for half an hour counts half.
 *
 * @param hours one per hour, in order
 * @param level bytes at the end of the last
 */
record StoredHours(List<Hour> hours, long level) {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final BigDecimal BYTES_IN_GB = BigDecimal.valueOf(1_000_000_000L);
    private static final BigDecimal MILLIS_IN_HOUR = BigDecimal.valueOf(HOUR.toMillis());
    private static final int SCALE = 9;

    record Hour(Instant begin, BigDecimal gigabyteHours) {}

    record Change(Instant at, long bytes) {}

    /**
     * Measures the hours from {@code from} until {@code until}, both full hours.
     *
     * @param changes in order of time, all before {@code until}; one that is older than {@code from}, because its transaction took so
     *     long, counts from there on
     */
    static StoredHours of(long level, List<Change> changes, Instant from, Instant until) {
        List<Hour> hours = new ArrayList<>();
        long now = level;
        int next = 0;
        for (Instant begin = from; begin.isBefore(until); begin = begin.plus(HOUR)) {
            Instant end = begin.plus(HOUR);
            BigDecimal byteMillis = BigDecimal.valueOf(now).multiply(MILLIS_IN_HOUR);
            for (; next < changes.size() && changes.get(next).at().isBefore(end); next++) {
                Change change = changes.get(next);
                Instant at = change.at().isBefore(begin) ? begin : change.at();
                byteMillis = byteMillis.add(BigDecimal.valueOf(change.bytes())
                        .multiply(BigDecimal.valueOf(Duration.between(at, end).toMillis())));
                now += change.bytes();
            }
            hours.add(new Hour(
                    begin, byteMillis.divide(MILLIS_IN_HOUR.multiply(BYTES_IN_GB), SCALE, RoundingMode.HALF_EVEN)));
        }
        return new StoredHours(List.copyOf(hours), now);
    }
}
