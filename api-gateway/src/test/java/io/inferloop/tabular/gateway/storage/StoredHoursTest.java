package io.inferloop.tabular.gateway.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferloop.tabular.gateway.storage.StoredHours.Change;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoredHoursTest {

    private static final long GB = 1_000_000_000L;
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    @Test
    void whatStoodForHalfAnHourCountsHalf() {
        StoredHours hours = StoredHours.of(
                0,
                List.of(new Change(NOON.plus(Duration.ofMinutes(30)), 4 * GB)),
                NOON,
                NOON.plus(Duration.ofHours(2)));

        assertThat(hours.hours())
                .extracting(StoredHours.Hour::gigabyteHours)
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactly(BigDecimal.valueOf(2), BigDecimal.valueOf(4));
        assertThat(hours.level()).isEqualTo(4 * GB);
    }

    @Test
    void hoursThatWereMissedAreMeasuredOneByOne() {
        StoredHours hours = StoredHours.of(
                GB,
                List.of(
                        new Change(NOON.plus(Duration.ofHours(1)), -GB),
                        new Change(NOON.plus(Duration.ofHours(2)), 3 * GB)),
                NOON,
                NOON.plus(Duration.ofHours(3)));

        assertThat(hours.hours())
                .extracting(StoredHours.Hour::gigabyteHours)
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactly(BigDecimal.ONE, BigDecimal.ZERO, BigDecimal.valueOf(3));
    }

    @Test
    void aChangeThatCommittedTooLateCountsFromTheHourThatIsOpen() {
        StoredHours hours =
                StoredHours.of(0, List.of(new Change(NOON.minusSeconds(1), GB)), NOON, NOON.plus(Duration.ofHours(1)));

        assertThat(hours.hours().getFirst().gigabyteHours()).isEqualByComparingTo("1");
    }
}
