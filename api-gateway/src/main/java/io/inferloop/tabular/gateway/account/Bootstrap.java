package io.inferloop.tabular.gateway.account;

import io.inferloop.tabular.platform.identity.Ids;
import io.inferloop.tabular.platform.outbox.Outbox;
import io.inferloop.tabular.platform.plan.PlanCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Makes the organization of the configuration and its key, once; a changed plan becomes a new revision. Several instances that start at
 * once agree by the row's lock.
 */
final class Bootstrap {

    private static final Logger log = LoggerFactory.getLogger(Bootstrap.class);

    private final TransactionOperations transactions;
    private final Accounts accounts;
    private final AccountEvents events;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;

    Bootstrap(
            TransactionOperations transactions,
            Accounts accounts,
            AccountEvents events,
            Outbox outbox,
            Ids ids,
            Clock clock) {
        this.transactions = transactions;
        this.accounts = accounts;
        this.events = events;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    /** @throws IllegalStateException when the plan is unknown or the key file holds no key */
    void run(BootstrapProperties wanted, PlanCatalogue plans) {
        if (plans.find(wanted.plan()).isEmpty()) {
            throw new IllegalStateException(
                    "tabular.bootstrap.plan is '%s'; there are %s".formatted(wanted.plan(), plans.ids()));
        }
        ApiKeySecret secret = secret(wanted);
        transactions.executeWithoutResult(transaction -> {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            OrganizationId id = new OrganizationId(wanted.organizationId());
            Optional<Organization> known = accounts.lock(id);
            Organization organization = known.filter(it -> it.plan().equals(wanted.plan()))
                    .orElseGet(() -> known.map(it -> it.onPlan(wanted.plan(), now))
                            .orElseGet(() -> new Organization(
                                    id,
                                    wanted.organizationName(),
                                    wanted.plan(),
                                    1,
                                    now,
                                    wanted.timeZone(),
                                    wanted.currency())));
            accounts.save(organization);
            accounts.addKey(ids.next(), id, "bootstrap", secret.hash(), now);
            if (!known.equals(Optional.of(organization))) {
                outbox.append(events.changed(organization));
                log.info(
                        "Organization {} ({}) is on plan {}, revision {}",
                        id,
                        organization.name(),
                        organization.plan(),
                        organization.planRevision());
            }
        });
    }

    private static ApiKeySecret secret(BootstrapProperties wanted) {
        try {
            return ApiKeySecret.parse(Files.readString(wanted.apiKeyFile()).strip())
                    .orElseThrow(() -> new IllegalStateException(
                            "tabular.bootstrap.api-key-file %s must hold one key: tab_ and 43 characters of base64url"
                                    .formatted(wanted.apiKeyFile())));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "tabular.bootstrap.api-key-file %s cannot be read".formatted(wanted.apiKeyFile()), e);
        }
    }
}
