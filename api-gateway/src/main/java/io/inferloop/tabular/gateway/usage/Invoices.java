package io.inferloop.tabular.gateway.usage;

import io.inferloop.tabular.gateway.account.OrganizationId;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Invoices in PostgreSQL, the newest state of each month. */
@Repository
class Invoices {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Invoices(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Newest month first. */
    List<InvoiceDocument> of(OrganizationId organization) {
        return jdbc.sql("SELECT body FROM invoice WHERE organization_id = ? ORDER BY period DESC")
                .param(organization.value())
                .query((row, n) -> json.readValue(row.getString("body"), InvoiceDocument.class))
                .list();
    }

    Optional<InvoiceDocument> find(OrganizationId organization, YearMonth period) {
        return jdbc.sql("SELECT body FROM invoice WHERE organization_id = ? AND period = ?")
                .params(organization.value(), period.toString())
                .query((row, n) -> json.readValue(row.getString("body"), InvoiceDocument.class))
                .optional();
    }

    /** Takes states in, one statement for all; older ones lose. At most one per organization and month. */
    void upsert(Collection<State> newest) {
        jdbc.sql("""
                INSERT INTO invoice (organization_id, period, sequence, body)
                SELECT organization_id, period, sequence, body FROM json_to_recordset(?::json)
                  AS r(organization_id uuid, period text, sequence bigint, body json)
                ORDER BY organization_id, period
                ON CONFLICT (organization_id, period) DO UPDATE SET sequence = excluded.sequence, body = excluded.body
                WHERE invoice.sequence < excluded.sequence""").param(json.writeValueAsString(newest)).update();
    }

    /** An invoice as one change left it; written by the column's names. */
    record State(UUID organizationId, String period, long sequence, InvoiceDocument body) {}
}
