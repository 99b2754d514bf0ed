package io.inferloop.tabular.gateway.account;

import io.inferloop.tabular.platform.messaging.AvroCodec;
import io.inferloop.tabular.platform.messaging.OutboundRecord;
import io.inferloop.tabular.schemas.topic.Topics;
import org.springframework.stereotype.Component;

/** Organizations and producer keys as records of their topics. */
@Component
class AccountEvents {

    private final AvroCodec codec;

    AccountEvents(AvroCodec codec) {
        this.codec = codec;
    }

    OutboundRecord changed(Organization organization) {
        return OutboundRecord.of(
                codec,
                Topics.ORGANIZATIONS,
                organization.id().toString(),
                io.inferloop.tabular.schemas.account.Organization.newBuilder()
                        .setOrganizationId(organization.id().value())
                        .setName(organization.name())
                        .setPlan(organization.plan())
                        .setPlanRevision(organization.planRevision())
                        .setPlanSince(organization.planSince())
                        .setTimeZone(organization.timeZone().getId())
                        .setCurrency(organization.currency().getCurrencyCode())
                        .build());
    }

    OutboundRecord changed(ProducerKey key) {
        return OutboundRecord.of(
                codec,
                Topics.PRODUCER_KEYS,
                key.id(),
                io.inferloop.tabular.schemas.account.ProducerKey.newBuilder()
                        .setKeyId(key.id())
                        .setOrganizationId(
                                key.organization() == null
                                        ? null
                                        : key.organization().value())
                        .setPublicJwk(key.publicJwk())
                        .setValidFrom(key.validFrom())
                        .setRevokedAt(key.revokedAt())
                        .build());
    }
}
