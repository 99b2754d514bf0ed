package io.inferloop.tabular.gateway.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WaitPreferenceTest {

    @Test
    void isReadAmongOthersAndCappedAtAMinute() {
        assertThat(WaitPreference.read("respond-async, wait=20")).contains(Duration.ofSeconds(20));
        assertThat(WaitPreference.read("wait=100")).contains(Duration.ofMinutes(1));
    }

    @Test
    void whatCannotBeReadIsIgnored() {
        assertThat(WaitPreference.read(null)).isEmpty();
        assertThat(WaitPreference.read("wait=soon")).isEmpty();
        assertThat(WaitPreference.read("await=5")).isEmpty();
    }
}
