package io.inferloop.tabular.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdsTest {

    private static final Instant NOW = Instant.parse("2026-11-02T10:15:30.123Z");

    @Test
    void holdsTheTimeAndTheVersion() {
        UUID id = new Ids(InstantSource.fixed(NOW)).next();

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
    }

    @Test
    void growsWithinAMillisecondAndWhenTheClockStepsBack() {
        Instant[] now = {NOW};
        Ids ids = new Ids(() -> now[0]);
        UUID last = ids.next();
        for (int i = 0; i < 10_000; i++) {
            now[0] = i == 5_000 ? NOW.minusSeconds(60) : now[0];
            UUID next = ids.next();
            assertThat(next.toString()).isGreaterThan(last.toString());
            last = next;
        }
    }
}
