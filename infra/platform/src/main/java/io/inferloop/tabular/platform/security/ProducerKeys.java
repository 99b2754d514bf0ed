package io.inferloop.tabular.platform.security;

import io.inferloop.tabular.platform.messaging.Received;
import io.inferloop.tabular.schemas.account.ProducerKey;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The public keys that may sign commands, by key id. Fed by a {@link io.inferloop.tabular.platform.messaging.CompactedTopicReader} of the producer keys with {@link #accept}. Thread-safe.
 */
public final class ProducerKeys {

    private static final Logger log = LoggerFactory.getLogger(ProducerKeys.class);

    private final ConcurrentMap<String, SigningKey> keys = new ConcurrentHashMap<>();

    /** Takes a record of the topic; a tombstone forgets the key. A key that is not usable is left out with a line in the log, and what it signs does not verify. */
    public void accept(Received<ProducerKey> record) {
        ProducerKey value = record.value();
        if (value == null) {
            keys.remove(record.key());
        } else {
            put(value);
        }
    }

    public void put(ProducerKey key) {
        try {
            keys.put(key.getKeyId(), SigningKey.of(key));
        } catch (InvalidSignatureException e) {
            keys.remove(key.getKeyId());
            log.error(
                    "Producer key {} of organization {} is not usable: {}",
                    key.getKeyId(),
                    key.getOrganizationId(),
                    e.getMessage());
        }
    }

    Optional<SigningKey> find(String keyId) {
        return Optional.ofNullable(keys.get(keyId));
    }
}
