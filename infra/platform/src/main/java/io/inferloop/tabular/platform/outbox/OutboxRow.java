package io.inferloop.tabular.platform.outbox;

import io.inferloop.tabular.platform.messaging.OutboundRecord;
import java.time.Instant;

/** A stored record; its id is its place in the order of its key. */
record OutboxRow(long id, OutboundRecord record, Instant createdAt) {

    RowKey key() {
        return new RowKey(record.topic(), record.key());
    }

    /** What order is kept for. */
    record RowKey(String topic, String key) {}
}
