package io.inferloop.tabular.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferloop.tabular.standalone.client.Invoice;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class InvoiceTextTest {

    @Test
    void aTierIsShownUnderItsLineWithTheDecimalsThatItHas() {
        Invoice invoice = new Invoice(
                "2026-11",
                "DRAFT",
                "professional",
                "USD",
                List.of(
                        new Invoice.Line(
                                "Base fee",
                                "",
                                BigDecimal.ZERO,
                                BigDecimal.ZERO,
                                List.of(),
                                BigDecimal.ZERO,
                                new BigDecimal("99.00")),
                        new Invoice.Line(
                                "Rows generated",
                                "rows_generated",
                                new BigDecimal("1234567.000000000"),
                                new BigDecimal("100000"),
                                List.of(new Invoice.Tier(
                                        "beyond 1 M", new BigDecimal("134567"), new BigDecimal("20.185050000"))),
                                new BigDecimal("10"),
                                new BigDecimal("306.17"))),
                new BigDecimal("405.17"));

        assertThat(InvoiceText.of(invoice)).isEqualTo("""
                        Invoice 2026-11, draft, plan professional
                          LINE            QUANTITY  INCLUDED  DISCOUNT  AMOUNT USD
                          Base fee                                           99.00
                          Rows generated   1234567    100000      10 %      306.17
                            beyond 1 M      134567                        20.18505
                          Total                                             405.17
                        """);
    }
}
