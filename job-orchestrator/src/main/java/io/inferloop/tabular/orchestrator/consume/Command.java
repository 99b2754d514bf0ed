package io.inferloop.tabular.orchestrator.consume;

import io.inferloop.tabular.orchestrator.admission.JobRequest;
import io.inferloop.tabular.orchestrator.job.JobKey;
import java.util.UUID;

/** A command whose sender is proven. */
sealed interface Command {

    /** Chosen by the sender; the same id twice is the same command. */
    UUID id();

    JobKey key();

    /**
     * A job is asked for.
     *
     * @param signed the record's value, kept as it is when the submission has to wait
     */
    record Submit(UUID id, JobRequest request, byte[] signed) implements Command {

        @Override
        public JobKey key() {
            return request.key();
        }
    }

    record Cancel(UUID id, JobKey key) implements Command {}
}
