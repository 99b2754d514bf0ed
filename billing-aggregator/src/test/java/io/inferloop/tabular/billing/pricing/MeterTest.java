package io.inferloop.tabular.billing.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeterTest {

    private static final Meter ROWS = Books.shipped().meter("rows_generated").orElseThrow();
    private static final Meter CALLS = Books.shipped().meter("api_calls").orElseThrow();
    private static final List<Meter> ALL = List.copyOf(Books.shipped().meters().values());

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 0.0005",
        "99999, 49.9995",
        "100000, 50",
        "100001, 50.0003",
        "999999, 319.9997",
        "1000000, 320",
        "1000001, 320.00015",
        "1134567, 340.18505",
        "10000000, 1670",
        "10000001, 1670.00008",
        "11000000, 1750",
    })
    void pricesRowsGraduallyOnBothSidesOfEveryBoundary(BigDecimal quantity, BigDecimal cost) {
        assertThat(cost(ROWS, BigDecimal.ZERO, quantity)).isEqualByComparingTo(cost);
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "10000, 0", "10001, 0.20", "20000, 0.20", "20001, 0.40", "1010000, 20"})
    void pricesApiCallsByStartedPackagesAfterTheFreeTenThousand(BigDecimal quantity, BigDecimal cost) {
        assertThat(cost(CALLS, BigDecimal.ZERO, quantity)).isEqualByComparingTo(cost);
    }

    @Test
    void rowsFromTheCacheCostHalfOfGeneratedRows() {
        Meter cached = Books.shipped().meter("rows_from_cache").orElseThrow();
        BigDecimal quantity = new BigDecimal("12345678.5");
        assertThat(cost(cached, BigDecimal.ZERO, quantity).multiply(BigDecimal.TWO))
                .isEqualByComparingTo(cost(ROWS, BigDecimal.ZERO, quantity));
    }

    @Test
    void pricingInPartsCostsWhatPricingAtOnceDoes() {
        Random random = new Random(7);
        for (int run = 0; run < 2_000; run++) {
            Meter meter = ALL.get(random.nextInt(ALL.size()));
            BigDecimal first = quantity(random);
            BigDecimal second = quantity(random);
            BigDecimal parts = cost(meter, BigDecimal.ZERO, first).add(cost(meter, first, second));
            assertThat(parts)
                    .as("%s: %s then %s", meter.id(), first, second)
                    .isEqualByComparingTo(cost(meter, BigDecimal.ZERO, first.add(second)));
        }
    }

    @Test
    void usingMoreNeverCostsLessAndEveryTierPartAddsUpToTheQuantity() {
        Random random = new Random(11);
        for (int run = 0; run < 2_000; run++) {
            Meter meter = ALL.get(random.nextInt(ALL.size()));
            BigDecimal position = quantity(random);
            BigDecimal less = quantity(random);
            BigDecimal more = less.add(quantity(random));
            assertThat(cost(meter, position, more)).isGreaterThanOrEqualTo(cost(meter, position, less));
            assertThat(meter.charge(position, more).stream()
                            .map(TierCharge::quantity)
                            .reduce(BigDecimal.ZERO, BigDecimal::add))
                    .isEqualByComparingTo(more);
        }
    }

    @Test
    void saysHowEachTierCameAbout() {
        assertThat(ROWS.charge(BigDecimal.ZERO, new BigDecimal("1134567")))
                .extracting(TierCharge::description)
                .containsExactly(
                        "first 100 000 at 0.50 per 1 000 = 50.00",
                        "next 900 000 at 0.30 per 1 000 = 270.00",
                        "next 134 567 at 0.15 per 1 000 = 20.18505");
        assertThat(CALLS.charge(BigDecimal.ZERO, new BigDecimal("25000")))
                .extracting(TierCharge::description)
                .containsExactly("first 10 000 free", "next 15 000: 2 started packages of 10 000 at 0.20 = 0.40");
    }

    @Test
    void refusesTiersThatDoNotGrowOrHaveNoOpenEnd() {
        Tier closed = new Tier(BigDecimal.TEN, BigDecimal.ONE);
        Tier open = new Tier(null, BigDecimal.ONE);
        assertThatThrownBy(() -> graduated("1", closed)).hasMessageContaining("tier 1 must be open");
        assertThatThrownBy(() -> graduated("1", closed, closed, open)).hasMessageContaining("tier 2 ends at 10");
        assertThatThrownBy(() -> graduated("3", open)).hasMessageContaining("unit_size 3");
    }

    private static Meter graduated(String unitSize, Tier... tiers) {
        return new Meter("m", "thing", new BigDecimal(unitSize), TierMode.GRADUATED, List.of(tiers));
    }

    private static BigDecimal cost(Meter meter, BigDecimal position, BigDecimal quantity) {
        return meter.charge(position, quantity).stream()
                .map(TierCharge::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Magnitudes from a thousandth to a hundred million. */
    private static BigDecimal quantity(Random random) {
        return BigDecimal.valueOf(1 + random.nextInt(1_000_000), random.nextInt(6) - 2);
    }
}
