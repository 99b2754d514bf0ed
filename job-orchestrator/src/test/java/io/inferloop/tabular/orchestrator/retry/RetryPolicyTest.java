package io.inferloop.tabular.orchestrator.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inferloop.tabular.orchestrator.job.Failure;
import io.inferloop.tabular.orchestrator.job.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final RetryProperties PROPERTIES =
            new RetryProperties(3, 2, Duration.ofSeconds(1), 4, Duration.ofSeconds(3));

    private final RetryPolicy policy = new RetryPolicy(PROPERTIES, new SplittableRandom(1));

    @Test
    void triesWhatMayPassUntilTheLastAttempt() {
        assertThat(policy.decide(Failure.Kind.RETRYABLE, 1, NOW)).isInstanceOf(Verdict.TryAgain.class);
        assertThat(policy.decide(Failure.Kind.RETRYABLE, 2, NOW)).isInstanceOf(Verdict.TryAgain.class);
        assertThat(policy.decide(Failure.Kind.RETRYABLE, 3, NOW)).isInstanceOf(Verdict.GiveUp.class);
    }

    @Test
    void neverTriesWhatTheUserMustMend() {
        assertThat(policy.decide(Failure.Kind.REJECTED, 1, NOW)).isInstanceOf(Verdict.GiveUp.class);
    }

    @Test
    void triesAMistakeOfOursOnceMore() {
        assertThat(policy.decide(Failure.Kind.BUG, 1, NOW)).isInstanceOf(Verdict.TryAgain.class);
        assertThat(policy.decide(Failure.Kind.BUG, 2, NOW)).isInstanceOf(Verdict.GiveUp.class);
    }

    @Test
    void spreadsAttemptsOverAWaitThatGrowsUpToItsMaximum() {
        assertThat(longestWaitMillis(1)).isBetween(900L, 1_000L);
        assertThat(longestWaitMillis(2)).isBetween(2_700L, 3_000L);
    }

    @Test
    void namesAMistakeInItsConfiguration() {
        assertThatThrownBy(() -> new RetryProperties(0, 1, Duration.ofSeconds(1), 2, Duration.ofSeconds(1)))
                .hasMessageContaining("tabular.orchestrator.retry.max-attempts");
    }

    private long longestWaitMillis(int attempt) {
        return IntStream.range(0, 200)
                .mapToLong(i -> switch (policy.decide(Failure.Kind.RETRYABLE, attempt, NOW)) {
                    case Verdict.TryAgain again ->
                        Duration.between(NOW, again.at()).toMillis();
                    case Verdict.GiveUp last -> throw new AssertionError("gave up at attempt " + attempt);
                })
                .max()
                .orElseThrow();
    }
}
