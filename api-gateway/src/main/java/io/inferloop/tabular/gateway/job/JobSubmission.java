package io.inferloop.tabular.gateway.job;

import io.inferloop.tabular.gateway.account.Caller;
import io.inferloop.tabular.gateway.idempotency.Fingerprint;
import io.inferloop.tabular.gateway.idempotency.IdempotencyKeys;
import io.inferloop.tabular.gateway.idempotency.RequestKey;
import io.inferloop.tabular.gateway.idempotency.StoredAnswer;
import io.inferloop.tabular.gateway.web.ApiProblem;
import io.inferloop.tabular.gateway.web.StrictJson;
import io.inferloop.tabular.platform.identity.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes jobs in. What was answered 202 is stored: idempotency key, submission and command in one transaction ({@link SubmissionStore}).
 * The relay sends the command when Kafka is there; the job can be read at once.
 */
@Service
class JobSubmission {

    private final JobAdmission admission;
    private final JobCommands commands;
    private final SubmissionStore store;
    private final IdempotencyKeys answers;
    private final StrictJson strictJson;
    private final JsonMapper json;
    private final Ids ids;
    private final Clock clock;

    JobSubmission(
            JobAdmission admission,
            JobCommands commands,
            SubmissionStore store,
            IdempotencyKeys answers,
            StrictJson strictJson,
            JsonMapper json,
            Ids ids,
            Clock clock) {
        this.admission = admission;
        this.commands = commands;
        this.store = store;
        this.answers = answers;
        this.strictJson = strictJson;
        this.json = json;
        this.ids = ids;
        this.clock = clock;
    }

    /** The answer to a submission: 202 with the job, or again what its key was answered before. */
    ResponseEntity<byte[]> submit(
            Caller caller, Optional<RequestKey> key, ObjectNode body, Optional<Duration> cancelAfter) {
        Fingerprint fingerprint = fingerprint(body, cancelAfter);
        AdmittedJob admitted;
        try {
            admitted = admission.admit(caller, body, cancelAfter);
        } catch (ApiProblem refusal) {
            // A repetition gets its first answer even when the plan or the data has changed since.
            return earlier(key, fingerprint).orElseThrow(() -> refusal);
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        JobId id = new JobId(ids.next());
        Optional<Instant> cancelAt = cancelAfter.map(now::plus);
        Job job = Job.queued(
                        caller.organizationId(),
                        id,
                        admitted.request().work().type(),
                        JobSpec.json(admitted, cancelAt, json),
                        now)
                .with(new Job.Own(admitted.request().metadata(), null));
        StoredAnswer answer =
                new StoredAnswer(202, JobBody.path(id), json.writeValueAsBytes(JobBody.of(job, caller.plan(), json)));
        Submission submission =
                new Submission(job, commands.submit(caller, id, admitted, cancelAt, now), key, fingerprint, answer);
        if (store.add(submission)) {
            return answer.first();
        }
        return earlier(key, fingerprint)
                .orElseThrow(() -> new IllegalStateException("An answer that was just there is gone"));
    }

    /** Looked up only when the way ahead is barred: nearly every key is new, and storing an answer finds the others out. */
    private Optional<ResponseEntity<byte[]>> earlier(Optional<RequestKey> key, Fingerprint fingerprint) {
        return key.flatMap(it -> answers.find(it, fingerprint)).map(StoredAnswer::replay);
    }

    private Fingerprint fingerprint(ObjectNode body, Optional<Duration> cancelAfter) {
        byte[] canonical = strictJson.canonical(body);
        return cancelAfter
                .map(it -> Fingerprint.of(canonical, Fingerprint.part(it.toString())))
                .orElseGet(() -> Fingerprint.of(canonical));
    }
}
