package io.inferloop.tabular.gateway.storage;

import io.inferloop.tabular.gateway.account.Accounts;
import io.inferloop.tabular.gateway.account.Organization;
import io.inferloop.tabular.gateway.account.OrganizationId;
import io.inferloop.tabular.gateway.usage.UsageEvents;
import io.inferloop.tabular.platform.messaging.OutboundRecord;
import io.inferloop.tabular.platform.outbox.Outbox;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Turns what is stored into {@code storage_gb_hours}, one event per organization and hour. The meter's row, the changes that it has taken in
 * and the events leave in one transaction, so an hour is metered once, by whichever gateway leads; after an outage every hour that was missed
 * is metered from the changes that were written down, as if there had been none.
 */
@Component
class StorageMeter {

    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final UsageEvents events;
    private final Outbox outbox;
    private final SweepLead lead;

    StorageMeter(JdbcClient jdbc, Accounts accounts, UsageEvents events, Outbox outbox, SweepLead lead) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.events = events;
        this.outbox = outbox;
        this.lead = lead;
    }

    @Scheduled(fixedDelayString = "${tabular.retention.sweep-every:10s}")
    void meter() {
        lead.sweep(SweepLead.Sweep.METER, this::piece);
    }

    private int piece() {
        jdbc.sql("""
                INSERT INTO storage_meter (organization_id, metered_until, bytes)
                SELECT organization_id, date_trunc('hour', min(changed_at), 'UTC'), 0 FROM storage_change c
                WHERE NOT EXISTS (SELECT 1 FROM storage_meter m WHERE m.organization_id = c.organization_id)
                GROUP BY organization_id""").update();
        // Five minutes late, for transactions that began within the hour and are not committed yet.
        List<Due> due = jdbc.sql("""
                        SELECT organization_id, metered_until, bytes,
                               date_trunc('hour', now() - interval '5 minutes', 'UTC') AS until
                        FROM storage_meter WHERE metered_until < date_trunc('hour', now() - interval '5 minutes', 'UTC')
                        ORDER BY metered_until LIMIT ? FOR UPDATE""")
                .param(SweepLead.PIECE)
                .query((row, n) -> new Due(
                        new OrganizationId(row.getObject("organization_id", UUID.class)),
                        row.getObject("metered_until", OffsetDateTime.class).toInstant(),
                        row.getObject("until", OffsetDateTime.class).toInstant(),
                        row.getLong("bytes")))
                .list();
        due.forEach(this::meter);
        return due.size();
    }

    private record Due(OrganizationId organization, Instant from, Instant until, long bytes) {}

    private void meter(Due due) {
        List<StoredHours.Change> changes = jdbc.sql("""
                        WITH taken AS (DELETE FROM storage_change WHERE organization_id = ? AND changed_at < ?
                                       RETURNING changed_at, bytes)
                        SELECT changed_at, bytes FROM taken ORDER BY changed_at""")
                .params(due.organization().value(), due.until().atOffset(ZoneOffset.UTC))
                .query((row, n) -> new StoredHours.Change(
                        row.getObject("changed_at", OffsetDateTime.class).toInstant(), row.getLong("bytes")))
                .list();
        StoredHours hours = StoredHours.of(due.bytes(), changes, due.from(), due.until());
        Organization organization = accounts.find(due.organization())
                .orElseThrow(() -> new IllegalStateException("Organization %s is gone".formatted(due.organization())));
        outbox.append(hours.hours().stream()
                .filter(hour -> hour.gigabyteHours().signum() > 0)
                .map(hour -> event(organization, hour))
                .toList());
        jdbc.sql("UPDATE storage_meter SET metered_until = ?, bytes = ? WHERE organization_id = ?")
                .params(
                        due.until().atOffset(ZoneOffset.UTC),
                        hours.level(),
                        due.organization().value())
                .update();
    }

    private OutboundRecord event(Organization organization, StoredHours.Hour hour) {
        return events.record(
                organization,
                "%s:%s".formatted(organization.id(), hour.begin()),
                "storage_gb_hours",
                hour.gigabyteHours(),
                hour.begin());
    }
}
