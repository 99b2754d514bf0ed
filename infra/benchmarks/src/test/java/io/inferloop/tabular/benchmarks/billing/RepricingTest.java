package io.inferloop.tabular.benchmarks.billing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class RepricingTest {

    /** Decimals are text, as in the book that is published. The example of the design: 306.17 for the rows, and the base fee. */
    private static final String BOOK = """
            {"plans": {"professional": {"base_fee": "99", "discount_percent": "10", "included": {"rows_generated": "100000"}}},
             "meters": {"rows_generated": {"unit_size": "1000", "mode": "graduated", "tiers": [
               {"up_to": "100000", "price": "0.50"}, {"up_to": "1000000", "price": "0.30"},
               {"up_to": "10000000", "price": "0.15"}, {"price": "0.08"}]}}}""";

    @Test
    void pricesTheExampleOfTheDesign() {
        Repricing pricing = new Repricing(JsonMapper.shared().readTree(BOOK));

        assertThat(pricing.total("professional", Map.of("rows_generated", new BigDecimal("1234567"))))
                .isEqualByComparingTo("405.17");
    }
}
