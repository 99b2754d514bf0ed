package io.inferloop.tabular.gateway.job;

import io.inferloop.tabular.gateway.web.ApiProblem;
import io.inferloop.tabular.platform.outbox.Outbox;
import java.time.Clock;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Asks the orchestrator to cancel; whether a job that is just ending was still cancelled is its decision. */
@Component
class JobCancellation {

    private final TransactionOperations transactions;
    private final JobCommands commands;
    private final Outbox outbox;
    private final Clock clock;

    JobCancellation(TransactionOperations transactions, JobCommands commands, Outbox outbox, Clock clock) {
        this.transactions = transactions;
        this.commands = commands;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** @throws ApiProblem 409 when the job has ended in another way */
    void cancel(Job job) {
        if (job.state() == JobState.CANCELLED || job.state() == JobState.CANCELLING) {
            return;
        }
        if (job.state().isLast()) {
            throw ApiProblem.of(
                    HttpStatus.CONFLICT,
                    "job_finished",
                    "Job %s is %s; it cannot be cancelled any more."
                            .formatted(job.id(), job.state().text()));
        }
        var command = commands.cancel(job.organization(), job.id(), clock.instant());
        transactions.executeWithoutResult(transaction -> outbox.append(command));
    }
}
