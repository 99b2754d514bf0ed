package io.inferloop.tabular.platform.outbox;

import io.inferloop.tabular.platform.messaging.OutboundRecord;
import io.inferloop.tabular.platform.observability.TraceHeaders;
import java.util.Arrays;
import java.util.Collection;
import org.springframework.jdbc.core.JdbcTemplate;

/** Stores records in the transaction that causes them. */
public final class Outbox {

    Outbox(JdbcTemplate jdbc, TraceHeaders traces, RelaySignal signal) {}

    /** @throws IllegalStateException outside a transaction */
    public void append(OutboundRecord... records) {
        append(Arrays.asList(records));
    }

    /** @throws IllegalStateException outside a transaction */
    public void append(Collection<OutboundRecord> records) {
        throw new UnsupportedOperationException();
    }
}
