package io.inferloop.tabular.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferloop.tabular.gateway.FrontDoor.Answer;
import io.inferloop.tabular.platform.messaging.RecordSender;
import io.inferloop.tabular.schemas.billing.Invoice;
import io.inferloop.tabular.schemas.billing.InvoiceLine;
import io.inferloop.tabular.schemas.billing.InvoiceStatus;
import io.inferloop.tabular.schemas.billing.TierCharge;
import io.inferloop.tabular.schemas.topic.Topics;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class UsageIT extends GatewayOnRealServers {

    @Autowired
    RecordSender sender;

    @Test
    void theNewestStateOfAnInvoiceIsShownWithTheCurrencysDigits() throws Exception {
        send(2, "306.17");
        send(1, "1.00");
        send(2, "306.17");
        Awaitility.await().until(() -> door().get("/v1/invoices/2026-10").status() == 200);
        Answer invoice = door().get("/v1/invoices/2026-10").expect(200);
        assertThat(invoice.text("/total")).isEqualTo("306.17");
        assertThat(invoice.text("/status")).isEqualTo("draft");
        assertThat(invoice.text("/lines/0/quantity")).isEqualTo("1234567");
        assertThat(invoice.text("/lines/0/tiers/0/unit_price")).isEqualTo("0.5");
        assertThat(door().get("/v1/invoices").text("/invoices/0/period")).isEqualTo("2026-10");
        Answer usage = door().get("/v1/usage?period=2026-10").expect(200);
        assertThat(usage.text("/meters/0/meter")).isEqualTo("rows_generated");
        assertThat(usage.text("/meters/0/billable_quantity")).isEqualTo("1134567");
    }

    @Test
    void aMonthWithoutUsageIsEmptyAndAMonthThatIsNoneIsRefused() throws Exception {
        FrontDoor door = newOrganization("starter");
        assertThat(door.get("/v1/usage").expect(200).json().at("/meters").size())
                .isZero();
        door.get("/v1/invoices/2026-10").expect(404);
        door.get("/v1/usage?period=October").expect(400);
    }

    private void send(long sequence, String total) throws Exception {
        BigDecimal zero = number("0");
        Invoice invoice = Invoice.newBuilder()
                .setOrganizationId(Stack.ORGANIZATION)
                .setPeriod("2026-10")
                .setStatus(InvoiceStatus.DRAFT)
                .setSequence(sequence)
                .setPlan("professional")
                .setCurrency("USD")
                .setPriceBookVersion("1")
                .setLines(List.of(InvoiceLine.newBuilder()
                        .setKind("usage")
                        .setMeter("rows_generated")
                        .setDescription("Rows")
                        .setQuantity(number("1234567"))
                        .setIncludedQuantity(number("100000"))
                        .setBillableQuantity(number("1134567"))
                        .setTiers(List.of(
                                new TierCharge("first", number("100000"), number("0.5"), number("1000"), number("50"))))
                        .setGrossAmount(zero)
                        .setDiscountPercent(number("10"))
                        .setAmount(number(total))
                        .build()))
                .setTotal(number(total))
                .setUpdatedAt(Instant.now())
                .build();
        sender.send(Topics.INVOICES, Stack.ORGANIZATION + "|2026-10", invoice).get();
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text).setScale(9);
    }
}
