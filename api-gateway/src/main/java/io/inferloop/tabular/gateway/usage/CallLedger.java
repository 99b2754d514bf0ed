package io.inferloop.tabular.gateway.usage;

import io.inferloop.tabular.platform.messaging.AvroCodec;
import io.inferloop.tabular.platform.messaging.OutboundRecord;
import io.inferloop.tabular.platform.outbox.Outbox;
import io.inferloop.tabular.schemas.billing.BillingEvent;
import io.inferloop.tabular.schemas.billing.UsageRecorded;
import io.inferloop.tabular.schemas.topic.Topics;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Counts of calls as usage events in the outbox. */
@Component
class CallLedger {

    private static final int SCALE = 9;

    private final AvroCodec codec;
    private final Outbox outbox;
    private final TransactionOperations transactions;

    CallLedger(AvroCodec codec, Outbox outbox, TransactionOperations transactions) {
        this.codec = codec;
        this.outbox = outbox;
        this.transactions = transactions;
    }

    /**
     * Stores them all in one transaction, or none.
     *
     * @param counts by the ids that billing knows their repeats by
     */
    void store(Map<String, CallCount> counts) {
        List<OutboundRecord> events = counts.entrySet().stream()
                .map(entry -> event(entry.getKey(), entry.getValue()))
                .toList();
        transactions.executeWithoutResult(transaction -> outbox.append(events));
    }

    private OutboundRecord event(String id, CallCount count) {
        var organization = count.organization();
        return OutboundRecord.of(
                codec,
                Topics.USAGE,
                organization.id().toString(),
                BillingEvent.newBuilder()
                        .setOrganizationId(organization.id().value())
                        .setSource("api-gateway")
                        .setId(id)
                        .setUsage(UsageRecorded.newBuilder()
                                .setMeter("api_calls")
                                .setQuantity(BigDecimal.valueOf(count.calls()).setScale(SCALE))
                                .setOccurredAt(count.minute())
                                .setPlan(organization.plan())
                                .setPlanRevision(organization.planRevision())
                                .setTimeZone(organization.timeZone().getId())
                                .setCurrency(organization.currency().getCurrencyCode())
                                .setJobId(null)
                                .build())
                        .build());
    }
}
