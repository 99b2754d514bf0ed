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
            new RetryProperties(3, 2, 12, Duration.ofSeconds(1), 4, Duration.ofSeconds(3));

    private static final Failure LOST = Failure.retryable(Failure.LEASE_EXPIRED, "Not heard of any more.");
    private static final Failure AWAY = Failure.retryable("object_store_unavailable", "The store is away.");
    private static final Failure BUG = new Failure(Failure.Kind.BUG, "internal_error", "Ours.");

    private final RetryPolicy policy = new RetryPolicy(PROPERTIES, new SplittableRandom(1));

    @Test
    void triesWhatMayHaveEndedItsOwnWorkerUntilTheLastAttempt() {
        assertThat(policy.decide(LOST, 1, NOW)).isInstanceOf(Verdict.TryAgain.class);
        assertThat(policy.decide(LOST, 2, NOW)).isInstanceOf(Verdict.TryAgain.class);
        assertThat(policy.decide(LOST, 3, NOW)).isInstanceOf(Verdict.GiveUp.class);
    }

    @Test
    void outlastsAnOutageOfAMinuteWithTheDefaults() {
        RetryPolicy defaults = new RetryPolicy(
                new RetryProperties(3, 2, 12, Duration.ofSeconds(1), 4, Duration.ofMinutes(1)),
                new SplittableRandom(7));
        Duration shortest = IntStream.range(0, 1_000)
                .mapToObj(job -> untilGivenUp(defaults))
                .min(Duration::compareTo)
                .orElseThrow();

        assertThat(shortest).isGreaterThan(Duration.ofMinutes(1));
    }

    private static Duration untilGivenUp(RetryPolicy policy) {
        Instant now = NOW;
        for (int attempt = 1; policy.decide(AWAY, attempt, now) instanceof Verdict.TryAgain again; attempt++) {
            now = again.at();
        }
        return Duration.between(NOW, now);
    }

    @Test
    void neverTriesWhatTheUserMustMend() {
        assertThat(policy.decide(Failure.rejected("invalid_rows", "No rows."), 1, NOW))
                .isInstanceOf(Verdict.GiveUp.class);
    }

    @Test
    void triesAMistakeOfOursOnceMore() {
        assertThat(policy.decide(BUG, 1, NOW)).isInstanceOf(Verdict.TryAgain.class);
        assertThat(policy.decide(BUG, 2, NOW)).isInstanceOf(Verdict.GiveUp.class);
    }

    @Test
    void spreadsAttemptsOverAWaitThatGrowsUpToItsMaximum() {
        assertThat(longestWaitMillis(1)).isBetween(900L, 1_000L);
        assertThat(longestWaitMillis(2)).isBetween(2_700L, 3_000L);
    }

    @Test
    void namesAMistakeInItsConfiguration() {
        assertThatThrownBy(() -> new RetryProperties(0, 1, 12, Duration.ofSeconds(1), 2, Duration.ofSeconds(1)))
                .hasMessageContaining("tabular.orchestrator.retry.max-attempts");
    }

    private long longestWaitMillis(int attempt) {
        return IntStream.range(0, 200)
                .mapToLong(i -> switch (policy.decide(LOST, attempt, NOW)) {
                    case Verdict.TryAgain again ->
                        Duration.between(NOW, again.at()).toMillis();
                    case Verdict.GiveUp last -> throw new AssertionError("gave up at attempt " + attempt);
                })
                .max()
                .orElseThrow();
    }
}
