package io.inferloop.tabular.gateway.job;

import io.inferloop.tabular.gateway.web.ApiProblem;
import io.inferloop.tabular.platform.messaging.OutboundRecord;
import io.inferloop.tabular.platform.outbox.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Asks the orchestrator to cancel; whether a job that is just ending was still cancelled is its decision. */
@Component
class JobCancellation {

    private final TransactionOperations transactions;
    private final Jobs jobs;
    private final JobCommands commands;
    private final Outbox outbox;
    private final Clock clock;

    JobCancellation(TransactionOperations transactions, Jobs jobs, JobCommands commands, Outbox outbox, Clock clock) {
        this.transactions = transactions;
        this.jobs = jobs;
        this.commands = commands;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Sends the request, again if it was sent before: however often, it is one command.
     *
     * @return the job with the time of the request
     * @throws ApiProblem 409 when the job has ended in another way
     */
    Job cancel(Job job) {
        if (job.state() == JobState.CANCELLED || job.state() == JobState.CANCELLING) {
            return job;
        }
        if (job.state().isLast()) {
            throw ApiProblem.of(
                    HttpStatus.CONFLICT,
                    "job_finished",
                    "Job %s is %s; it cannot be cancelled any more."
                            .formatted(job.id(), job.state().text()));
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        OutboundRecord command = commands.cancel(job.organization(), job.id(), now);
        transactions.executeWithoutResult(transaction -> {
            jobs.cancelRequested(job.organization(), job.id(), now);
            outbox.append(command);
        });
        return job.with(new Job.Own(job.own().metadata(), now));
    }
}
