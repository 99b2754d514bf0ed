package io.inferloop.tabular.billing.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferloop.tabular.billing.period.BillingMonth;
import io.inferloop.tabular.billing.period.MonthUsage;
import io.inferloop.tabular.billing.pricing.Books;
import io.inferloop.tabular.billing.pricing.PriceBook;
import io.inferloop.tabular.billing.pricing.PriceBookDocuments;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class InvoiceDrafterTest {

    private static final BillingMonth NOVEMBER =
            new BillingMonth(UUID.fromString("0190b5a0-0000-7000-8000-000000000001"), YearMonth.of(2026, 11));
    private static final Instant DAY = Instant.parse("2026-11-05T12:00:00Z");

    @Test
    void billsOneMillionTwoHundredThirtyFourThousandRowsOnProfessionalToTheCent() {
        DraftInvoice invoice = draft(used("professional", "rows_generated", "1234567"), Books.shipped());
        assertThat(invoice.lines())
                .extracting(DraftLine::description)
                .containsExactly(
                        "professional plan: base fee for 2026-11",
                        "rows_generated: 1 234 567 rows, 100 000 included, 1 134 567 billable: 340.18505 less 10 % = 306.17");
        DraftLine rows = invoice.lines().get(1);
        assertThat(rows.gross()).isEqualByComparingTo("340.18505");
        assertThat(rows.tiers()).hasSize(3);
        assertThat(rows.amount()).isEqualTo(new BigDecimal("306.17"));
        assertThat(invoice.lines().getFirst().amount()).isEqualTo(new BigDecimal("99.00"));
        assertThat(invoice.total()).isEqualTo(new BigDecimal("405.17"));
    }

    @Test
    void usageWithinTheIncludedQuantityCostsNothingAndIsShown() {
        DraftInvoice invoice = draft(used("professional", "validations", "100"), Books.shipped());
        assertThat(invoice.lines().get(1).description())
                .isEqualTo("validations: 100 validations, 100 included, 0 billable: 0.00");
        assertThat(invoice.total()).isEqualTo(new BigDecimal("99.00"));
    }

    @Test
    void oneOfSomethingIsNotNamedInThePlural() {
        assertThat(draft(used("professional", "validations", "1"), Books.shipped())
                        .lines()
                        .get(1)
                        .description())
                .isEqualTo("validations: 1 validation, 1 included, 0 billable: 0.00");
    }

    @Test
    void cpuSecondsAreShownAtZero() {
        DraftInvoice invoice = draft(used("starter", "cpu_seconds", "12.5"), Books.shipped());
        assertThat(invoice.lines().get(1).description()).isEqualTo("cpu_seconds: 12.5 CPU seconds: 0.00");
        assertThat(invoice.lines().get(1).tiers().getFirst().description()).isEqualTo("12.5 CPU seconds at no charge");
        assertThat(invoice.total()).isEqualTo(new BigDecimal("0.00"));
    }

    @Test
    void eachLineRoundsHalfToEvenOnceAndTheTotalIsTheirSum() {
        // 250 rows over the included ones are 0.125, 750 are 0.375: both ties go to the even cent.
        assertThat(draft(used("starter", "rows_generated", "10250"), Books.shipped())
                        .total())
                .isEqualTo(new BigDecimal("0.12"));
        assertThat(draft(used("starter", "rows_generated", "10750"), Books.shipped())
                        .total())
                .isEqualTo(new BigDecimal("0.38"));
    }

    @Test
    void roundsToTheExponentOfTheCurrency() {
        MonthUsage usage = used("starter", "rows_generated", "15001");
        assertThat(draft(usage, inCurrency("JPY")).total()).isEqualTo(new BigDecimal("3"));
        assertThat(draft(usage, inCurrency("KWD")).total()).isEqualTo(new BigDecimal("2.500"));
        assertThat(draft(usage, inCurrency("JPY")).lines().get(1).description()).endsWith("2.5005 = 3");
    }

    @Test
    void afterAChangeOfPlanTiersRunOnWhileBaseFeeAndIncludedQuantityAreThoseOfThePlanInForce() {
        MonthUsage usage = MonthUsage.NONE
                .plus("professional", 2, "rows_generated", new BigDecimal("150000"), DAY.plusSeconds(60))
                .plus("starter", 1, "rows_generated", new BigDecimal("120000"), DAY);
        DraftInvoice invoice = draft(usage, Books.shipped());
        assertThat(invoice.plan()).isEqualTo("professional");
        assertThat(invoice.lines())
                .extracting(DraftLine::description)
                .containsExactly(
                        "professional plan: base fee for 2026-11",
                        "rows_generated on starter: 120 000 rows, 100 000 included, 20 000 billable: 10.00",
                        "rows_generated on professional: 150 000 rows: 61.00 less 10 % = 54.90");
        assertThat(invoice.total()).isEqualTo(new BigDecimal("163.90"));
        assertThat(invoice.sequence()).isEqualTo(2);
        assertThat(invoice.updatedAt()).isEqualTo(DAY.plusSeconds(60));
    }

    private static MonthUsage used(String plan, String meter, String quantity) {
        return MonthUsage.NONE.plus(plan, 1, meter, new BigDecimal(quantity), DAY);
    }

    private static DraftInvoice draft(MonthUsage usage, PriceBook book) {
        return InvoiceDrafter.draft(NOVEMBER, usage, book);
    }

    private static PriceBook inCurrency(String code) {
        return PriceBookDocuments.fromYaml(code, Books.yaml().replace("currency: USD", "currency: " + code))
                .getFirst()
                .book();
    }
}
