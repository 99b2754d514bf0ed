package io.inferloop.tabular.gateway.usage;

import io.inferloop.tabular.platform.messaging.OutboundRecord;
import io.inferloop.tabular.platform.outbox.Outbox;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Counts of calls as usage events in the outbox. */
@Component
class CallLedger {

    private final UsageEvents events;
    private final Outbox outbox;
    private final TransactionOperations transactions;

    CallLedger(UsageEvents events, Outbox outbox, TransactionOperations transactions) {
        this.events = events;
        this.outbox = outbox;
        this.transactions = transactions;
    }

    /**
     * Stores them all in one transaction, or none.
     *
     * @param counts by the ids that billing knows their repeats by
     */
    void store(Map<String, CallCount> counts) {
        List<OutboundRecord> records = counts.entrySet().stream()
                .map(entry -> record(entry.getKey(), entry.getValue()))
                .toList();
        transactions.executeWithoutResult(transaction -> outbox.append(records));
    }

    private OutboundRecord record(String id, CallCount count) {
        return events.record(count.organization(), id, "api_calls", BigDecimal.valueOf(count.calls()), count.minute());
    }
}
