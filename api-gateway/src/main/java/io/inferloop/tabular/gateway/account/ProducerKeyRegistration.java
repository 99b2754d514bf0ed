package io.inferloop.tabular.gateway.account;

import io.inferloop.tabular.platform.outbox.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Registers and revokes producer keys, and publishes each change in the same transaction. */
@Component
class ProducerKeyRegistration {

    /** A key is valid from a little before its registration: the broker's clock, by which signatures are judged, may be behind ours. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

    private final TransactionOperations transactions;
    private final ProducerKeys keys;
    private final AccountEvents events;
    private final Outbox outbox;
    private final Clock clock;

    ProducerKeyRegistration(
            TransactionOperations transactions, ProducerKeys keys, AccountEvents events, Outbox outbox, Clock clock) {
        this.transactions = transactions;
        this.keys = keys;
        this.events = events;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Empty when another organization has the key, or when it was revoked. */
    Optional<ProducerKey> register(OrganizationId organization, String id, String publicJwk) {
        ProducerKey key = new ProducerKey(
                id, organization, publicJwk, clock.instant().minus(CLOCK_SKEW).truncatedTo(ChronoUnit.MILLIS), null);
        return transactions.execute(transaction -> {
            if (keys.add(key)) {
                outbox.append(events.changed(key));
                return Optional.of(key);
            }
            return keys.find(id).filter(it -> organization.equals(it.organization()) && it.revokedAt() == null);
        });
    }

    boolean revoke(OrganizationId organization, String id) {
        return Boolean.TRUE.equals(transactions.execute(transaction -> {
            Optional<ProducerKey> revoked =
                    keys.revoke(organization, id, clock.instant().truncatedTo(ChronoUnit.MILLIS));
            revoked.ifPresent(key -> outbox.append(events.changed(key)));
            return revoked.isPresent();
        }));
    }

    /**
     * Publishes the gateway's own key, which signs for every organization. Said again at every start; it is the same record. Valid from
     * the beginning of time: nothing was signed with it before it was made.
     */
    void publishOwn(String id, String publicJwk) {
        ProducerKey own = new ProducerKey(id, null, publicJwk, java.time.Instant.EPOCH, null);
        transactions.executeWithoutResult(transaction -> {
            keys.add(own);
            outbox.append(events.changed(own));
        });
    }
}
