package io.inferloop.tabular.platform.outbox;

import io.inferloop.tabular.platform.messaging.OutboundRecord;
import java.time.Instant;
import java.util.Map;

/** Adds headers when a row is sent, not when it is stored: a signature that is made late enough to be checked by the record's append time. */
@FunctionalInterface
public interface OutboxHeaders {

    /**
     * Makes a record's further headers.
     *
     * @return headers by name, empty for records that need none; called on the relay's thread for every attempt
     */
    Map<String, byte[]> headersFor(OutboundRecord record, Instant now);
}
