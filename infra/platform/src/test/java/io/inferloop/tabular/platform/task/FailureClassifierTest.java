package io.inferloop.tabular.platform.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferloop.tabular.platform.failure.RejectedException;
import io.inferloop.tabular.platform.failure.RetryableException;
import io.inferloop.tabular.schemas.task.FailureKind;
import java.net.SocketTimeoutException;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FailureClassifierTest {

    private static final UUID RUN = new UUID(3, 3);

    @Test
    void aRejectionKeepsItsMessageForTheUserEvenWhenWrapped() {
        var failed = FailureClassifier.classify(
                new IllegalStateException(new RejectedException("bad_table", "Line 3 has 4 fields, not 5")), RUN);

        assertThat(failed)
                .isEqualTo(new RunEnd.Failed(FailureKind.REJECTED, "bad_table", "Line 3 has 4 fields, not 5"));
    }

    @Test
    void aTimeoutIsRetryable() {
        assertThat(FailureClassifier.classify(new RetryableException("storage_unavailable", "S3 is away"), RUN)
                        .kind())
                .isEqualTo(FailureKind.RETRYABLE);
        assertThat(FailureClassifier.classify(new SocketTimeoutException("read"), RUN)
                        .kind())
                .isEqualTo(FailureKind.RETRYABLE);
        assertThat(FailureClassifier.classify(new OutOfMemoryError("heap"), RUN).code())
                .isEqualTo("out_of_memory");
    }

    @Test
    void anythingElseIsABugThatTellsTheUserNothingButTheRun() {
        var failed = FailureClassifier.classify(new NullPointerException("secret detail"), RUN);

        assertThat(failed.kind()).isEqualTo(FailureKind.BUG);
        assertThat(failed.message()).contains(RUN.toString()).doesNotContain("secret");
    }
}
