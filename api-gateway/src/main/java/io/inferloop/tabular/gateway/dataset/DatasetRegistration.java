package io.inferloop.tabular.gateway.dataset;

import io.inferloop.tabular.gateway.idempotency.Fingerprint;
import io.inferloop.tabular.gateway.idempotency.IdempotencyKeys;
import io.inferloop.tabular.gateway.idempotency.StoredAnswer;
import io.inferloop.tabular.gateway.web.ApiProblem;
import io.inferloop.tabular.platform.outbox.Outbox;
import java.util.OptionalLong;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Makes a stored table a dataset: its row, its record and the answer to its idempotency key in one transaction. */
@Component
class DatasetRegistration {

    private final TransactionOperations transactions;
    private final Datasets datasets;
    private final DatasetEvents events;
    private final Outbox outbox;
    private final IdempotencyKeys answers;

    DatasetRegistration(
            TransactionOperations transactions,
            Datasets datasets,
            DatasetEvents events,
            Outbox outbox,
            IdempotencyKeys answers) {
        this.transactions = transactions;
        this.datasets = datasets;
        this.events = events;
        this.outbox = outbox;
        this.answers = answers;
    }

    /** False when the upload's key has an answer already; then there is no new dataset. */
    boolean register(Dataset dataset, Upload upload, StoredAnswer answer) {
        var event = events.uploaded(dataset);
        return transactions.execute(transaction -> {
            datasets.queueUploads(dataset.organization());
            checkStorage(upload, dataset.sizeBytes());
            boolean fresh = upload.key()
                    .map(key -> answers.store(key, fingerprint(upload, dataset.sha256()), answer))
                    .orElse(true);
            if (fresh) {
                datasets.add(dataset);
                outbox.append(event);
            }
            return fresh;
        });
    }

    /** What the same key was answered before, if the upload is the same. */
    StoredAnswer earlierAnswer(Upload upload, String sha256) {
        return upload.key()
                .flatMap(key -> answers.find(key, fingerprint(upload, sha256)))
                .orElseThrow(() -> new IllegalStateException("An answer that was just there is gone"));
    }

    /** Refuses what would exceed the plan's storage. */
    void checkStorage(Upload upload, long moreBytes) {
        OptionalLong allowed = upload.caller().plan().storageBytes();
        if (allowed.isPresent()
                && datasets.storedBytes(upload.caller().organizationId()) + moreBytes > allowed.getAsLong()) {
            throw ApiProblem.of(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "storage_full",
                    "Plan %s stores at most %,d bytes of datasets."
                            .formatted(upload.caller().plan().id(), allowed.getAsLong()));
        }
    }

    private static Fingerprint fingerprint(Upload upload, String sha256) {
        return Fingerprint.of(Fingerprint.part(upload.name()), Fingerprint.part(sha256));
    }
}
