package io.inferloop.tabular.billing;

import io.inferloop.tabular.schemas.billing.BillingEvent;
import io.inferloop.tabular.schemas.billing.UsageRecorded;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Builds usage events for tests: 100 rows on professional in November 2026, unless told otherwise. */
public final class UsageEvents {

    public static final UUID ACME = UUID.fromString("0190b5a0-0000-7000-8000-000000000001");
    public static final UUID GLOBEX = UUID.fromString("0190b5a0-0000-7000-8000-000000000002");
    public static final Instant DAY = Instant.parse("2026-11-05T12:00:00Z");

    private UsageEvents() {}

    public static BillingEvent rows(UUID organization, String id, String quantity) {
        return event(organization, id, usage("rows_generated", quantity).build());
    }

    public static BillingEvent event(UUID organization, String id, @Nullable UsageRecorded usage) {
        return BillingEvent.newBuilder()
                .setOrganizationId(organization)
                .setSource("job-orchestrator")
                .setId(id)
                .setUsage(usage)
                .build();
    }

    public static UsageRecorded.Builder usage(String meter, String quantity) {
        return UsageRecorded.newBuilder()
                .setMeter(meter)
                .setQuantity(new BigDecimal(quantity).setScale(9))
                .setOccurredAt(DAY)
                .setPlan("professional")
                .setPlanRevision(1)
                .setTimeZone("UTC")
                .setCurrency("USD");
    }
}
