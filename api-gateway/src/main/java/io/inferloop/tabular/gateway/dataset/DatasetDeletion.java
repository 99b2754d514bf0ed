package io.inferloop.tabular.gateway.dataset;

import io.inferloop.tabular.gateway.account.OrganizationId;
import io.inferloop.tabular.gateway.storage.DoomedObjects;
import io.inferloop.tabular.gateway.storage.StorageLedger;
import io.inferloop.tabular.platform.outbox.Outbox;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Deletes a dataset in one transaction: its row, its record, and the order to delete its object, which is carried out afterwards however
 * often it takes. Jobs that still need the table end as rejected; results of finished jobs stay.
 */
@Component
class DatasetDeletion {

    private final TransactionOperations transactions;
    private final Datasets datasets;
    private final DatasetEvents events;
    private final Outbox outbox;
    private final DoomedObjects doomed;
    private final StorageLedger ledger;

    DatasetDeletion(
            TransactionOperations transactions,
            Datasets datasets,
            DatasetEvents events,
            Outbox outbox,
            DoomedObjects doomed,
            StorageLedger ledger) {
        this.transactions = transactions;
        this.datasets = datasets;
        this.events = events;
        this.outbox = outbox;
        this.doomed = doomed;
        this.ledger = ledger;
    }

    /** False when the organization has no such dataset. */
    boolean delete(OrganizationId organization, DatasetId id) {
        return Boolean.TRUE.equals(transactions.execute(transaction -> datasets.remove(organization, id)
                .map(dataset -> {
                    doomed.add(dataset.objectKey());
                    ledger.changed(organization, -dataset.sizeBytes());
                    outbox.append(events.deleted(id));
                    return true;
                })
                .orElse(false)));
    }
}
