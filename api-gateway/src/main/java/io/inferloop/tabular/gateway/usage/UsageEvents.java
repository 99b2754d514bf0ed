package io.inferloop.tabular.gateway.usage;

import io.inferloop.tabular.gateway.account.Organization;
import io.inferloop.tabular.platform.messaging.AvroCodec;
import io.inferloop.tabular.platform.messaging.OutboundRecord;
import io.inferloop.tabular.schemas.billing.BillingEvent;
import io.inferloop.tabular.schemas.billing.UsageRecorded;
import io.inferloop.tabular.schemas.topic.Topics;
import java.math.BigDecimal;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** What the gateway meters, as records of the usage topic. */
@Component
public class UsageEvents {

    /** Of the record's decimal. */
    private static final int SCALE = 9;

    private final AvroCodec codec;

    UsageEvents(AvroCodec codec) {
        this.codec = codec;
    }

    /** @param id that billing knows repeats by */
    public OutboundRecord record(
            Organization organization, String id, String meter, BigDecimal quantity, Instant occurredAt) {
        return OutboundRecord.of(
                codec,
                Topics.USAGE,
                organization.id().toString(),
                BillingEvent.newBuilder()
                        .setOrganizationId(organization.id().value())
                        .setSource("api-gateway")
                        .setId(id)
                        .setUsage(UsageRecorded.newBuilder()
                                .setMeter(meter)
                                .setQuantity(quantity.setScale(SCALE))
                                .setOccurredAt(occurredAt)
                                .setPlan(organization.plan())
                                .setPlanRevision(organization.planRevision())
                                .setTimeZone(organization.timeZone().getId())
                                .setCurrency(organization.currency().getCurrencyCode())
                                .setJobId(null)
                                .build())
                        .build());
    }
}
