package io.inferloop.tabular.gateway.job;

import io.inferloop.tabular.gateway.idempotency.IdempotencyKeys;
import io.inferloop.tabular.platform.outbox.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Submissions in the database: all of one or nothing of it, and again into the outbox while nobody has confirmed it. Those that come
 * while a transaction is under way share the next one.
 */
@Component
class SubmissionStore {

    private static final Logger log = LoggerFactory.getLogger(SubmissionStore.class);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    private static final int SWEEP = 200;
    private static final int MOST_TOGETHER = 100;

    private final TransactionOperations transactions;
    private final Jobs jobs;
    private final IdempotencyKeys answers;
    private final Outbox outbox;
    private final SubmissionProperties settings;
    private final Clock clock;
    private final GroupedCalls<Submission, Boolean> writes;

    SubmissionStore(
            TransactionOperations transactions,
            Jobs jobs,
            IdempotencyKeys answers,
            Outbox outbox,
            SubmissionProperties settings,
            Clock clock) {
        this.transactions = transactions;
        this.jobs = jobs;
        this.answers = answers;
        this.outbox = outbox;
        this.settings = settings;
        this.clock = clock;
        // A value that the database cannot hold, such as a character without a code there, is one submission's fault.
        this.writes =
                new GroupedCalls<>(this::addAll, DataIntegrityViolationException.class::isInstance, MOST_TOGETHER);
    }

    /** False when the submission's key was used before; then nothing was stored. Returns after the commit, which may be that of others too. */
    boolean add(Submission submission) {
        return writes.call(submission);
    }

    private List<Boolean> addAll(List<Submission> submissions) {
        return Objects.requireNonNull(transactions.execute(transaction -> {
            // An answer's location names its job, and no two submissions make the same job.
            Set<String> stored = answers.store(submissions.stream()
                    .flatMap(each -> each.key().stream()
                            .map(key -> new IdempotencyKeys.Keyed(key, each.fingerprint(), each.answer())))
                    .toList());
            List<Boolean> fresh = submissions.stream()
                    .map(each -> each.key().isEmpty()
                            || stored.contains(each.answer().location()))
                    .toList();
            List<Submission> accepted = IntStream.range(0, submissions.size())
                    .filter(fresh::get)
                    .mapToObj(submissions::get)
                    .toList();
            if (!accepted.isEmpty()) {
                jobs.submit(
                        accepted.stream()
                                .map(each -> new Jobs.Submitted(each.job(), each.commandBytes()))
                                .toList(),
                        settings.confirmWithin());
                outbox.append(accepted.stream().map(Submission::command).toList());
            }
            return fresh;
        }));
    }

    /**
     * Enqueues submissions again of which no event came back: even a broker that lost its newest records loses no job. Receivers
     * know the command by its id. The wait grows with the submission's age.
     */
    @Scheduled(fixedDelayString = "${tabular.submissions.sweep-every:5s}")
    void enqueueUnconfirmedAgain() {
        transactions.executeWithoutResult(transaction -> {
            Instant now = clock.instant();
            List<Jobs.Unconfirmed> unconfirmed = jobs.lockUnconfirmed(now, SWEEP);
            for (Jobs.Unconfirmed job : unconfirmed) {
                outbox.append(JobCommands.again(job.organization(), job.id(), job.command()));
                jobs.enqueueAgainAt(job.organization(), job.id(), now.plus(nextWait(job, now)));
                log.info("Job {} of organization {}: no event yet, enqueued again", job.id(), job.organization());
            }
        });
    }

    private Duration nextWait(Jobs.Unconfirmed job, Instant now) {
        Duration age = Duration.between(job.createdAt(), now);
        Duration wait = age.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : age;
        return wait.compareTo(settings.confirmWithin()) < 0 ? settings.confirmWithin() : wait;
    }
}
