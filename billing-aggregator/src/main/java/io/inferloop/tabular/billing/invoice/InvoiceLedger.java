package io.inferloop.tabular.billing.invoice;

import io.inferloop.tabular.platform.messaging.Received;
import io.inferloop.tabular.schemas.billing.Invoice;
import io.inferloop.tabular.schemas.billing.InvoiceLine;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/**
 * The invoices in PostgreSQL, one row each with its lines, kept at their highest sequence. Taking the same invoice again,
 * or an older one, changes nothing: a replay from the beginning ends in the same rows.
 */
public final class InvoiceLedger {

    private static final String UPSERT = """
            INSERT INTO invoice AS known (organization_id, period, status, sequence, plan, currency, price_book_version,
                                          total, updated_at)
            VALUES (:organization, :period, :status, :sequence, :plan, :currency, :book, :total, :updatedAt)
            ON CONFLICT (organization_id, period) DO UPDATE SET
              status = excluded.status, sequence = excluded.sequence, plan = excluded.plan, currency = excluded.currency,
              price_book_version = excluded.price_book_version, total = excluded.total, updated_at = excluded.updated_at
            WHERE excluded.sequence > known.sequence
            """;

    private static final String INSERT_LINE = """
            INSERT INTO invoice_line (organization_id, period, line, kind, meter, description, quantity, included_quantity,
                                      billable_quantity, tiers, gross_amount, discount_percent, amount)
            VALUES (:organization, :period, :line, :kind, :meter, :description, :quantity, :included,
                    :billable, :tiers::jsonb, :gross, :discount, :amount)
            """;

    private static final String DELETE_LINES =
            "DELETE FROM invoice_line WHERE organization_id = :organization AND period = :period";

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final JsonMapper json = JsonMapper.shared();

    public InvoiceLedger(JdbcClient jdbc, TransactionOperations transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** Stores a batch in one transaction. Of several drafts of one invoice only the newest is written. */
    public void record(List<Received<Invoice>> batch) {
        Map<String, Invoice> newest = new LinkedHashMap<>();
        for (Received<Invoice> received : batch) {
            newest.merge(
                    received.key(),
                    received.required(),
                    (known, next) -> next.getSequence() > known.getSequence() ? next : known);
        }
        transactions.executeWithoutResult(status -> newest.values().forEach(this::upsert));
    }

    private void upsert(Invoice invoice) {
        int changed = jdbc.sql(UPSERT)
                .param("organization", invoice.getOrganizationId())
                .param("period", invoice.getPeriod())
                .param("status", invoice.getStatus().name())
                .param("sequence", invoice.getSequence())
                .param("plan", invoice.getPlan())
                .param("currency", invoice.getCurrency())
                .param("book", invoice.getPriceBookVersion())
                .param("total", payable(invoice, invoice.getTotal()))
                .param("updatedAt", invoice.getUpdatedAt().atOffset(ZoneOffset.UTC))
                .update();
        if (changed == 0) {
            return;
        }
        jdbc.sql(DELETE_LINES)
                .param("organization", invoice.getOrganizationId())
                .param("period", invoice.getPeriod())
                .update();
        for (int line = 0; line < invoice.getLines().size(); line++) {
            insertLine(invoice, line + 1, invoice.getLines().get(line));
        }
    }

    private void insertLine(Invoice invoice, int number, InvoiceLine line) {
        jdbc.sql(INSERT_LINE)
                .param("organization", invoice.getOrganizationId())
                .param("period", invoice.getPeriod())
                .param("line", number)
                .param("kind", line.getKind())
                .param("meter", line.getMeter())
                .param("description", line.getDescription())
                .param("quantity", plain(line.getQuantity()))
                .param("included", plain(line.getIncludedQuantity()))
                .param("billable", plain(line.getBillableQuantity()))
                .param("tiers", tiers(line))
                .param("gross", plain(line.getGrossAmount()))
                .param("discount", plain(line.getDiscountPercent()))
                .param("amount", payable(invoice, line.getAmount()))
                .update();
    }

    private String tiers(InvoiceLine line) {
        return json.writeValueAsString(line.getTiers().stream()
                .map(tier -> Map.of(
                        "description", tier.getDescription(),
                        "quantity", plain(tier.getQuantity()),
                        "unit_price", plain(tier.getUnitPrice()),
                        "unit_size", plain(tier.getUnitSize()),
                        "amount", plain(tier.getAmount())))
                .toList());
    }

    /** At the currency's decimals. The record's amounts are rounded to them already, so nothing is lost. */
    private static BigDecimal payable(Invoice invoice, BigDecimal amount) {
        return amount.setScale(Currency.getInstance(invoice.getCurrency()).getDefaultFractionDigits());
    }

    /** Without the zeros that the wire's fixed scale adds. */
    private static BigDecimal plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
