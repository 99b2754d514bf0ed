package io.inferloop.tabular.core.metrics.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.inferloop.tabular.core.metrics.distribution.ColumnDistribution.Bar;
import io.inferloop.tabular.core.metrics.distribution.ColumnDistribution.Bin;
import io.inferloop.tabular.core.metrics.distribution.ColumnDistribution.Histogram;
import io.inferloop.tabular.core.metrics.distribution.ColumnDistribution.Keys;
import io.inferloop.tabular.core.metrics.distribution.ColumnDistribution.Labels;
import io.inferloop.tabular.core.table.BooleanColumn;
import io.inferloop.tabular.core.table.CategoricalColumn;
import io.inferloop.tabular.core.table.Column;
import io.inferloop.tabular.core.table.ColumnType;
import io.inferloop.tabular.core.table.DatetimeColumn;
import io.inferloop.tabular.core.table.KeyColumn;
import io.inferloop.tabular.core.table.NumericColumn;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ColumnDistributionTest {

    private static final MinimumCount TEN = new MinimumCount(10);

    @Test
    void edgesAreRoundAndTheExtremesDoNotShow() {
        Histogram histogram = histogram(ages());

        assertThat(histogram.bins().getFirst().from()).isEqualTo(14.5);
        assertThat(histogram.bins().getLast().to()).isEqualTo(94.5);
        assertThat(histogram.bins())
                .allSatisfy(bin -> assertThat(bin.to() - bin.from()).isEqualTo(5));
    }

    @Test
    void whatLiesBeyondTheShownRangeIsInTheOutermostBins() {
        double[] real = ages();
        real[0] = -1_000;
        real[1] = 1_000;

        Histogram histogram = histogram(real);

        assertThat(histogram.bins().getFirst().from()).isGreaterThan(0);
        assertThat(histogram.bins().getLast().to()).isLessThan(100);
        assertThat(sumOfSynthetic(histogram)).isCloseTo(1, within(1e-12));
    }

    @Test
    void countsOfRealRowsAreMultiplesOfTheMinimumCount() {
        double[] real = ages();

        assertThat(histogram(real).bins()).allSatisfy(bin -> {
            double rows = bin.shares().real() * real.length;
            assertThat(rows / 10).isCloseTo(Math.rint(rows / 10), within(1e-9));
        });
    }

    @Test
    void missingCellsAreNoPartOfTheBins() {
        double[] real = DoubleStream.concat(
                        Arrays.stream(ages()),
                        DoubleStream.generate(() -> Double.NaN).limit(800))
                .toArray();
        Histogram histogram = histogram(real);

        assertThat(histogram.missing().real()).isEqualTo(0.5);
        assertThat(sumOfSynthetic(histogram)).isCloseTo(1, within(1e-12));
    }

    @Test
    void aConstantColumnIsOneBin() {
        double[] constant = new double[100];
        Arrays.fill(constant, 7.25);

        Histogram histogram = (Histogram) distribution(new NumericColumn("n", constant, 2));

        assertThat(histogram.bins()).singleElement().satisfies(bin -> {
            assertThat(bin.from()).isLessThanOrEqualTo(7.25);
            assertThat(bin.to()).isGreaterThan(7.25);
            assertThat(bin.shares()).isEqualTo(new Shares(1, 1));
        });
    }

    @Test
    void everyMagnitudeHasEdges() {
        for (double scale : new double[] {1e-300, 1e-12, 1, 1e12, 1e18, 1e305}) {
            double[] values =
                    IntStream.range(-500, 500).mapToDouble(i -> i * scale / 50).toArray();
            List<Bin> bins = ((Histogram) distribution(new NumericColumn("n", values, 0))).bins();
            assertThat(bins).as("scale %s", scale).hasSizeBetween(1, 40);
            assertThat(bins).allSatisfy(bin -> assertThat(bin.from()).isLessThan(bin.to()));
        }
        double[] far = IntStream.range(0, 100).mapToDouble(i -> 1e17 + i * 16).toArray();
        assertThat(((Histogram) distribution(new NumericColumn("n", far, 2))).bins())
                .hasSizeBetween(1, 40);
    }

    @Test
    void tooFewValuesShowNoRange() {
        assertThat(histogram(Arrays.copyOf(ages(), 29)).bins()).isEmpty();
    }

    @Test
    void timesAreCutByTheCalendar() {
        long from = Instant.parse("2020-01-15T10:00:00Z").toEpochMilli();
        long[] days =
                LongStream.range(0, 1_000).map(day -> from + day * 86_400_000L).toArray();

        List<Bin> bins = ((Histogram) distribution(new DatetimeColumn("t", days, "yyyy-MM-dd"))).bins();

        assertThat(bins).hasSizeBetween(10, 30);
        assertThat(bins)
                .allSatisfy(bin -> assertThat(Instant.ofEpochMilli((long) bin.from()))
                        .hasToString(Instant.ofEpochMilli((long) bin.from())
                                        .toString()
                                        .substring(0, 8) + "01T00:00:00Z"));
    }

    @Test
    void timesOfEveryRangeHaveEdges() {
        for (long step : new long[] {0, 1, 1_000, 60_000, 3_600_000, 86_400_000L, 3_000_000_000L, 300_000_000_000L}) {
            long[] times = LongStream.range(-500, 500).map(i -> i * step).toArray();
            List<Bin> bins = ((Histogram) distribution(new DatetimeColumn("t", times, "yyyy"))).bins();
            assertThat(bins).as("step %d", step).hasSizeBetween(1, 40);
        }
    }

    @Test
    void rareLabelsAreNotNamed() {
        int[] codes = new int[200];
        Arrays.fill(codes, 0, 120, 0);
        Arrays.fill(codes, 120, 191, 1);
        Arrays.fill(codes, 191, 200, 2);
        CategoricalColumn real = new CategoricalColumn("c", codes, List.of("common", "frequent", "Mrs Unique"));

        Labels labels = (Labels) distribution(real);

        assertThat(labels.bars()).extracting(Bar::label).containsExactly("common", "frequent");
        assertThat(labels.other()).isEqualTo(new Shares(0.05, 9 / 200.0));
        assertThat(labels.otherLabels()).isEqualTo(1);
        assertThat(labels.toString()).doesNotContain("Unique");
    }

    @Test
    void aLabelThatOnlyTheSyntheticTableHasCountsAsOther() {
        CategoricalColumn real = new CategoricalColumn("c", new int[50], List.of("a"));
        CategoricalColumn synthetic = new CategoricalColumn("c", new int[] {0, 1, 1, -1}, List.of("a", "invented"));

        Labels labels = (Labels) ColumnDistribution.of(real, synthetic, TEN);

        assertThat(labels.other()).isEqualTo(new Shares(0, 2 / 3.0));
        assertThat(labels.missing()).isEqualTo(new Shares(0, 0.25));
    }

    @Test
    void atMostTenLabelsAreNamed() {
        int[] codes = IntStream.range(0, 1_000).map(row -> row % 20).toArray();
        List<String> labels = IntStream.range(0, 20).mapToObj(i -> "label " + i).toList();

        assertThat(((Labels) distribution(new CategoricalColumn("c", codes, labels))).bars())
                .hasSize(10);
    }

    @Test
    void trueIsTrueWhateverEachTableCallsIt() {
        BooleanColumn real = new BooleanColumn("b", new byte[100], "yes", "no");
        BooleanColumn synthetic = new BooleanColumn("b", new byte[] {0, 0, 1, 1}, "True", "False");

        Labels labels = (Labels) ColumnDistribution.of(real, synthetic, TEN);

        assertThat(labels.bars()).containsExactly(new Bar("no", new Shares(1, 0.5)));
        assertThat(labels.other().synthetic()).isEqualTo(0.5);
    }

    @Test
    void keysShowNothingButWhatIsMissing() {
        assertThat(distribution(new KeyColumn("id", new String[] {"secret-1", "secret-2"}))
                        .toString())
                .doesNotContain("secret");
    }

    @Test
    void aValueOfTheTableThatCameOutIsCounted() {
        KeyColumn real = new KeyColumn("mail", ColumnType.EMAIL, new String[] {"a@b.org", "c@d.org", null});
        KeyColumn synthetic = new KeyColumn(
                "mail", ColumnType.EMAIL, new String[] {"x@y.org", "c@d.org", null, "z@y.org", "v@w.org"});

        assertThat(((Keys) ColumnDistribution.of(real, synthetic, TEN)).copies())
                .isEqualTo(0.25);
    }

    @Test
    void columnsOfTwoKindsAreRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ColumnDistribution.of(
                        new NumericColumn("n", new double[1], 0), new KeyColumn("n", new String[1]), TEN))
                .withMessageContaining("'n'");
    }

    private static Histogram histogram(double[] values) {
        return (Histogram) distribution(new NumericColumn("age", values, 0));
    }

    private static ColumnDistribution distribution(Column column) {
        return ColumnDistribution.of(column, column, TEN);
    }

    private static double sumOfSynthetic(Histogram histogram) {
        return histogram.bins().stream()
                .mapToDouble(bin -> bin.shares().synthetic())
                .sum();
    }

    /** 800 whole numbers from 17 to 90. */
    private static double[] ages() {
        return IntStream.range(0, 800).mapToDouble(row -> 17 + row * 73 % 74).toArray();
    }
}
