package io.inferloop.tabular.billing.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;

class PriceBookDocumentsTest {

    @Test
    void readsTheShippedBook() {
        PriceBook book = Books.shipped();
        assertThat(book.currency().getCurrencyCode()).isEqualTo("USD");
        assertThat(book.plans().keySet())
                .containsExactlyInAnyOrder("starter", "professional", "business", "enterprise");
        PlanTerms professional = book.plan("professional").orElseThrow();
        assertThat(professional.baseFee()).isEqualByComparingTo("99");
        assertThat(professional.includedOf("rows_generated")).isEqualByComparingTo("100000");
        assertThat(professional.includedOf("gpu_seconds")).isEqualByComparingTo(BigDecimal.ZERO);
    }

    @Test
    void canonicalJsonGivesTheSameBookAgain() {
        PriceBookDocuments.Document document = Books.all().getFirst();
        PriceBookDocuments.Document again = PriceBookDocuments.fromJson("topic", document.json());
        assertThat(again.book()).isEqualTo(document.book());
        assertThat(document.json()).contains("\"0.00007\"");
    }

    @Test
    void namesEveryMistakeWithItsPlace() {
        String yaml = """
                books:
                  - version: v1
                    effective_from: soon
                    currency: DOLLAR
                    colour: red
                    meters:
                      rows:
                        unit: row
                        unit_size: many
                        mode: volume
                        tiers: [{price: cheap}]
                    plans:
                      free: {base_fee: -1, discount_percent: 120}
                """;
        assertThatThrownBy(() -> PriceBookDocuments.fromYaml("book.yaml", yaml))
                .isInstanceOfSatisfying(
                        InvalidPriceBookException.class,
                        e -> assertThat(e.mistakes())
                                .containsExactlyInAnyOrder(
                                        "book.yaml.books[1].colour: unknown field, known are [currency, effective_from, meters, plans, version]",
                                        "book.yaml.books[1].effective_from: 'soon' is not a date such as 2026-11-01",
                                        "book.yaml.books[1].currency: 'DOLLAR' is not an ISO 4217 code such as USD",
                                        "book.yaml.books[1].meters.rows.unit_size: 'many' is not a number",
                                        "book.yaml.books[1].meters.rows.mode: unknown mode 'volume', known are graduated and package",
                                        "book.yaml.books[1].meters.rows.tiers[1].price: 'cheap' is not a number",
                                        "book.yaml.books[1].plans.free: Plan free: base_fee cannot be negative, got -1"));
    }

    @Test
    void refusesAPlanThatIncludesAnUnknownMeter() {
        String yaml = Books.yaml().replace("included: {rows_generated: 10000,", "included: {rows: 10000,");
        assertThatThrownBy(() -> PriceBookDocuments.fromYaml("book.yaml", yaml))
                .hasMessageContaining("plan starter includes the unknown meter rows");
    }

    @Test
    void refusesWhatIsNoBookAtAll() {
        assertThatThrownBy(() -> PriceBookDocuments.fromYaml("book.yaml", "- a"))
                .hasMessageContaining("mapping");
        assertThatThrownBy(() -> PriceBookDocuments.fromYaml("book.yaml", "books: []"))
                .hasMessageContaining("at least one");
        assertThatThrownBy(() -> PriceBookDocuments.fromYaml("book.yaml", "a: ["))
                .hasMessageContaining("not YAML");
    }

    @Test
    void aMonthIsPricedByTheNewestBookInForceOnItsFirstDay() {
        PriceBook old = Books.shipped();
        PriceBook next = PriceBookDocuments.fromYaml(
                        "next",
                        Books.yaml().replace("\"2026-11\"", "\"2027-01\"").replace("2020-01-01", "2027-01-01"))
                .getFirst()
                .book();
        PriceBooks books = new PriceBooks(List.of(next, old));
        assertThat(books.of(YearMonth.of(2019, 12))).isEmpty();
        assertThat(books.of(YearMonth.of(2026, 12))).contains(old);
        assertThat(books.of(YearMonth.of(2027, 1))).contains(next);
        assertThatThrownBy(() -> new PriceBooks(List.of(old, old))).hasMessageContaining("2026-11");
    }
}
