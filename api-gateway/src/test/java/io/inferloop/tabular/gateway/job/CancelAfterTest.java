package io.inferloop.tabular.gateway.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CancelAfterTest {

    @ParameterizedTest
    @CsvSource({"90, PT1M30S", "1m, PT1M", "1h30m45s, PT1H30M45S", "PT1M, PT1M", "pt2h, PT2H", "P1D, PT24H", "5, PT5S"})
    void readsSecondsUnitsAndIso(String header, Duration expected) {
        assertThat(CancelAfter.read(header)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "4", "25h", "-5", "PT-5M", "1 minute", "soon", "999999999999"})
    void refusesWhatIsNoDurationOrOutOfRange(String header) {
        assertThatThrownBy(() -> CancelAfter.read(header)).hasMessageContaining("Cancel-After");
    }

    @Test
    void isNothingWithoutTheHeader() {
        assertThat(CancelAfter.read(null)).isEmpty();
    }
}
