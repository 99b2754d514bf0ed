package io.inferloop.tabular.gateway.dataset;

import io.inferloop.tabular.gateway.account.Caller;
import io.inferloop.tabular.platform.identity.Ids;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Asks again for the profile of a dataset that is older than profiles, or whose profile failed. */
@Component
class ProfileRequest {

    private final TransactionOperations transactions;
    private final Datasets datasets;
    private final Ids ids;
    private final Clock clock;
    private final ApplicationEventPublisher listeners;

    ProfileRequest(
            TransactionOperations transactions,
            Datasets datasets,
            Ids ids,
            Clock clock,
            ApplicationEventPublisher listeners) {
        this.transactions = transactions;
        this.datasets = datasets;
        this.ids = ids;
        this.clock = clock;
        this.listeners = listeners;
    }

    /** The dataset with a profile that is made or on its way; empty if the organization has none of this id. */
    Optional<Dataset> make(Caller caller, DatasetId id) {
        return Objects.requireNonNull(transactions.execute(transaction -> {
            UUID job = ids.next();
            if (datasets.askForProfile(caller.organizationId(), id, job)) {
                Dataset asked = datasets.find(caller.organizationId(), id).orElseThrow();
                listeners.publishEvent(
                        new ProfileWanted(caller, asked, job, clock.instant().truncatedTo(ChronoUnit.MILLIS)));
                return Optional.of(asked);
            }
            return datasets.find(caller.organizationId(), id);
        }));
    }
}
