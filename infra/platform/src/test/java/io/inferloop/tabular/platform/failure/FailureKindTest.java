package io.inferloop.tabular.platform.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.ConnectException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class FailureKindTest {

    @Test
    void isSaidByOurOwnExceptions() {
        assertThat(FailureKind.of(new RejectedException("bad_input", "no"))).isEqualTo(FailureKind.REJECTED);
        assertThat(FailureKind.of(new RuntimeException(new RetryableException("away", "later"))))
                .isEqualTo(FailureKind.RETRYABLE);
    }

    @Test
    void isFoundInTheCauses() {
        assertThat(FailureKind.of(new IllegalStateException(new ConnectException("refused"))))
                .isEqualTo(FailureKind.RETRYABLE);
        assertThat(FailureKind.of(new RuntimeException(new SQLException("deadlock", "40P01"))))
                .isEqualTo(FailureKind.RETRYABLE);
        assertThat(FailureKind.of(new RuntimeException(new SQLException("duplicate", "23505"))))
                .isEqualTo(FailureKind.BUG);
    }

    @Test
    void isABugWhereNothingSaysOtherwise() {
        assertThat(FailureKind.of(new NullPointerException())).isEqualTo(FailureKind.BUG);
    }

    @Test
    void codesAreSnakeCase() {
        assertThatIllegalArgumentException().isThrownBy(() -> new RejectedException("Bad Input", "no"));
    }
}
