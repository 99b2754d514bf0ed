package io.inferloop.tabular.gateway.web;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Times as clients write them: ISO 8601 in UTC, in years of four digits, as RFC 3339 has them; what is beyond fits neither database nor Avro. */
public final class TimeText {

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

    private TimeText() {}

    /** Empty when this is no such time. */
    public static Optional<Instant> read(String text) {
        try {
            Instant time = Instant.parse(text);
            return time.isBefore(FIRST) || time.isAfter(LAST) ? Optional.empty() : Optional.of(time);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
