package io.inferloop.tabular.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

@ExtendWith(OutputCaptureExtension.class)
class ScheduledWorkTest {

    private static final String STACK = "\tat " + ScheduledWorkTest.class.getName();

    @Test
    void aDatabaseThatIsAwayIsSaidInOneLine(CapturedOutput output) {
        ScheduledWork.failed(
                new CannotGetJdbcConnectionException("no connection", new SQLTransientConnectionException("timeout")),
                false);

        assertThat(output).contains("WARN", "no connection").doesNotContain(STACK);
    }

    @Test
    void whatIsCutOffByTheEndOfTheInstanceIsNoError(CapturedOutput output) {
        ScheduledWork.failed(new IllegalStateException("the pool is closed"), true);

        assertThat(output).contains("INFO", "the pool is closed").doesNotContain(STACK);
    }

    @Test
    void aBugIsShownWithItsStack(CapturedOutput output) {
        ScheduledWork.failed(new IllegalStateException("never"), false);

        assertThat(output).contains("ERROR", STACK);
    }
}
