package io.inferloop.tabular.billing.period;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

class MonthUsageSerdeTest {

    private final Serde<MonthUsage> serde = MonthUsageSerde.serde();

    @Test
    void readsBackWhatItWrote() {
        MonthUsage usage = MonthUsage.NONE
                .plus(
                        "starter",
                        1,
                        "rows_generated",
                        new BigDecimal("10.000000001"),
                        Instant.parse("2026-11-01T00:00:00Z"))
                .plus("business", 2, "rows_generated", new BigDecimal("12345678901234567890"), Instant.EPOCH)
                .plus("business", 3, "gpu_seconds", new BigDecimal("0.5"), Instant.EPOCH);
        byte[] bytes = serde.serializer().serialize("months", usage);
        assertThat(serde.deserializer().deserialize("months", bytes)).isEqualTo(usage);
    }

    @Test
    void refusesAFormatThatItDoesNotKnowAndBytesThatEndEarly() {
        byte[] bytes = serde.serializer().serialize("months", MonthUsage.NONE);
        bytes[0] = 9;
        assertThatThrownBy(() -> serde.deserializer().deserialize("months", bytes))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("format 9");
        assertThatThrownBy(() -> serde.deserializer().deserialize("months", new byte[] {1, 0}))
                .isInstanceOf(SerializationException.class);
    }
}
