package io.inferloop.tabular.billing.invoice;

import io.inferloop.tabular.billing.pricing.TierCharge;
import io.inferloop.tabular.schemas.billing.Invoice;
import io.inferloop.tabular.schemas.billing.InvoiceLine;
import io.inferloop.tabular.schemas.billing.InvoiceStatus;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Invoices as Avro records. Decimals on the wire have nine places; a finer exact amount is shown rounded to them. */
public final class InvoiceRecords {

    private static final int WIRE_SCALE = 9;

    private InvoiceRecords() {}

    public static Invoice draft(DraftInvoice draft) {
        return Invoice.newBuilder()
                .setOrganizationId(draft.month().organization())
                .setPeriod(draft.month().month().toString())
                .setStatus(InvoiceStatus.DRAFT)
                .setSequence(draft.sequence())
                .setPlan(draft.plan())
                .setCurrency(draft.currency().getCurrencyCode())
                .setPriceBookVersion(draft.priceBookVersion())
                .setLines(draft.lines().stream().map(InvoiceRecords::line).toList())
                .setTotal(decimal(draft.total()))
                .setUpdatedAt(draft.updatedAt())
                .build();
    }

    private static InvoiceLine line(DraftLine line) {
        return InvoiceLine.newBuilder()
                .setKind(line.kind().wireName())
                .setMeter(line.meter())
                .setDescription(line.description())
                .setQuantity(decimal(line.quantity()))
                .setIncludedQuantity(decimal(line.included()))
                .setBillableQuantity(decimal(line.billable()))
                .setTiers(line.tiers().stream().map(InvoiceRecords::tier).toList())
                .setGrossAmount(decimal(line.gross()))
                .setDiscountPercent(decimal(line.discountPercent()))
                .setAmount(decimal(line.amount()))
                .build();
    }

    private static io.inferloop.tabular.schemas.billing.TierCharge tier(TierCharge tier) {
        return io.inferloop.tabular.schemas.billing.TierCharge.newBuilder()
                .setDescription(tier.description())
                .setQuantity(decimal(tier.quantity()))
                .setUnitPrice(decimal(tier.unitPrice()))
                .setUnitSize(decimal(tier.unitSize()))
                .setAmount(decimal(tier.amount()))
                .build();
    }

    private static BigDecimal decimal(BigDecimal value) {
        return value.setScale(WIRE_SCALE, RoundingMode.HALF_EVEN);
    }
}
