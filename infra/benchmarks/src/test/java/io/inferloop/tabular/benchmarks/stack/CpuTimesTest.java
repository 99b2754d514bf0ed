package io.inferloop.tabular.benchmarks.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CpuTimesTest {

    private static CpuTimes gateway(double seconds, double compilingSeconds) {
        return new CpuTimes(Map.of("api-gateway", new CpuTimes.Spent(seconds, compilingSeconds)));
    }

    @Test
    void tellsCompilingFromWorking() {
        CpuTimes spent = gateway(13, 5).since(gateway(10, 4));

        assertThat(spent.of("api-gateway")).isEqualTo(3);
        assertThat(spent.withoutCompiling("api-gateway")).isEqualTo(2);
        assertThat(spent.perUnit(1_000)).isEqualTo("api-gateway 3.000 (1.000 compiling); all 3.000 (1.000 compiling)");
    }

    @Test
    void aProcessThatWasStartedBetweenCountsFromItsStart() {
        assertThat(gateway(2, 1).since(gateway(10, 4)).of("api-gateway")).isEqualTo(2);
    }

    @Test
    void coresForARateLeaveCompilersOut() {
        assertThat(gateway(3, 1).coresFor(2_500, 1_000)).isCloseTo(5, within(1e-9));
    }
}
