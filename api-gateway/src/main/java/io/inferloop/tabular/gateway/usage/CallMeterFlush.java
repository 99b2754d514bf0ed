package io.inferloop.tabular.gateway.usage;

import io.inferloop.tabular.platform.messaging.AvroCodec;
import io.inferloop.tabular.platform.messaging.OutboundRecord;
import io.inferloop.tabular.platform.outbox.Outbox;
import io.inferloop.tabular.schemas.billing.BillingEvent;
import io.inferloop.tabular.schemas.billing.UsageRecorded;
import io.inferloop.tabular.schemas.topic.Topics;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Turns counted minutes into usage events, and the current one too when the service stops. A crash forgets up to a minute of calls, to the
 * customer's advantage. The id has this instance in it, new at every start, so that no two counts of a minute are taken for one.
 */
@Component
class CallMeterFlush implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(CallMeterFlush.class);
    private static final int SCALE = 9;

    private final CallMeter meter;
    private final AvroCodec codec;
    private final Outbox outbox;
    private final TransactionOperations transactions;
    private final Clock clock;
    private final UUID instance = UUID.randomUUID();
    private volatile boolean running;

    CallMeterFlush(CallMeter meter, AvroCodec codec, Outbox outbox, TransactionOperations transactions, Clock clock) {
        this.meter = meter;
        this.codec = codec;
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT10S")
    void flushFinishedMinutes() {
        // A few seconds late, for the calls that are being counted just now.
        flush(clock.instant().minusSeconds(5).truncatedTo(ChronoUnit.MINUTES));
    }

    private void flush(Instant before) {
        List<CallCount> counts = meter.takeBefore(before);
        if (counts.isEmpty()) {
            return;
        }
        try {
            List<OutboundRecord> events = counts.stream().map(this::event).toList();
            transactions.executeWithoutResult(transaction -> outbox.append(events));
        } catch (RuntimeException e) {
            meter.restore(counts);
            log.warn("{} counts of calls wait for the next flush: {}", counts.size(), e.toString());
        }
    }

    private OutboundRecord event(CallCount count) {
        var organization = count.organization();
        return OutboundRecord.of(
                codec,
                Topics.USAGE,
                organization.id().toString(),
                BillingEvent.newBuilder()
                        .setOrganizationId(organization.id().value())
                        .setSource("api-gateway")
                        .setId("%s:%s:%s".formatted(instance, organization.id(), count.minute()))
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

    @Override
    public void start() {
        running = true;
    }

    /** Runs after the web server has stopped: it has the later phase. */
    @Override
    public void stop() {
        flush(Instant.MAX);
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return 0;
    }
}
