package io.inferloop.tabular.gateway.dataset;

import io.inferloop.tabular.gateway.account.Caller;
import io.inferloop.tabular.gateway.idempotency.Fingerprint;
import io.inferloop.tabular.gateway.idempotency.IdempotencyKeys;
import io.inferloop.tabular.gateway.idempotency.StoredAnswer;
import io.inferloop.tabular.gateway.storage.StorageLedger;
import io.inferloop.tabular.gateway.storage.StorageQuota;
import io.inferloop.tabular.platform.outbox.Outbox;
import org.springframework.context.ApplicationEventPublisher;
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
    private final StorageQuota quota;
    private final StorageLedger ledger;
    private final ApplicationEventPublisher listeners;

    DatasetRegistration(
            TransactionOperations transactions,
            Datasets datasets,
            DatasetEvents events,
            Outbox outbox,
            IdempotencyKeys answers,
            StorageQuota quota,
            StorageLedger ledger,
            ApplicationEventPublisher listeners) {
        this.transactions = transactions;
        this.datasets = datasets;
        this.events = events;
        this.outbox = outbox;
        this.answers = answers;
        this.quota = quota;
        this.ledger = ledger;
        this.listeners = listeners;
    }

    /** False when the upload's key has an answer already; then there is no new dataset. */
    boolean register(Dataset dataset, Upload upload, StoredAnswer answer) {
        return Boolean.TRUE.equals(transactions.execute(transaction -> {
            quota.check(upload.caller(), dataset.sizeBytes());
            boolean fresh = upload.key()
                    .map(key -> answers.store(key, fingerprint(upload, dataset.sha256()), answer))
                    .orElse(true);
            if (fresh) {
                add(dataset, upload.caller());
            }
            return fresh;
        }));
    }

    /** Inside the caller's transaction: row, record, ledger, and whatever listeners add. */
    void add(Dataset dataset, Caller caller) {
        datasets.add(dataset);
        ledger.changed(dataset.organization(), dataset.sizeBytes());
        outbox.append(events.uploaded(dataset));
        listeners.publishEvent(new DatasetRegistered(caller, dataset));
    }

    /** What the same key was answered before, if the upload is the same. */
    StoredAnswer earlierAnswer(Upload upload, String sha256) {
        return upload.key()
                .flatMap(key -> answers.find(key, fingerprint(upload, sha256)))
                .orElseThrow(() -> new IllegalStateException("An answer that was just there is gone"));
    }

    private static Fingerprint fingerprint(Upload upload, String sha256) {
        return Fingerprint.of(Fingerprint.part(upload.name()), Fingerprint.part(sha256));
    }
}
