package io.inferloop.tabular.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inferloop.tabular.billing.pricing.Books;
import io.inferloop.tabular.billing.pricing.PriceBookDocuments;
import io.inferloop.tabular.schemas.billing.PriceBook;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PriceBookCatalogueTest {

    private final List<PriceBook> topic = new ArrayList<>();

    @Test
    void publishesANewVersionOnce() {
        start(Books.yaml());
        start(Books.yaml());
        assertThat(topic).singleElement().satisfies(record -> {
            assertThat(record.getVersion()).isEqualTo("2026-11");
            assertThat(record.getCurrency()).isEqualTo("USD");
            assertThat(record.getEffectiveFrom()).isEqualTo(Instant.parse("2020-01-01T00:00:00Z"));
        });
    }

    @Test
    void aVersionThatLeftTheFileStillPricesItsMonths() {
        start(Books.yaml());
        PriceBookCatalogue catalogue = start(next("2027-01-01"));
        assertThat(version(catalogue, YearMonth.of(2026, 12))).isEqualTo("2026-11");
        assertThat(version(catalogue, YearMonth.of(2027, 1))).isEqualTo("2027-01");
    }

    @Test
    void refusesAPublishedVersionThatWasEdited() {
        start(Books.yaml());
        assertThatThrownBy(() -> start(Books.yaml().replace("price: 0.50", "price: 0.55")))
                .hasMessageContaining("2026-11 differs from what was published");
        assertThat(topic).hasSize(1);
    }

    @Test
    void refusesANewVersionThatWouldPriceMonthsOfAnOlderOne() {
        start(next("2027-01-01"));
        assertThatThrownBy(() -> start(Books.yaml())).hasMessageContaining("a new version must begin later");
    }

    private PriceBookCatalogue start(String yaml) {
        PriceBookCatalogue catalogue =
                new PriceBookCatalogue(PriceBookDocuments.fromYaml("price-book.yaml", yaml), topic::add);
        topic.forEach(catalogue::take);
        catalogue.start();
        return catalogue;
    }

    private static String next(String effectiveFrom) {
        return Books.yaml().replace("\"2026-11\"", "\"2027-01\"").replace("2020-01-01", effectiveFrom);
    }

    private static String version(PriceBookCatalogue catalogue, YearMonth month) {
        return catalogue.books().of(month).orElseThrow().version();
    }
}
