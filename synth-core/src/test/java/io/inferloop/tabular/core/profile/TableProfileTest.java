package io.inferloop.tabular.core.profile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.inferloop.tabular.core.metrics.ReportJson;
import io.inferloop.tabular.core.profile.ColumnProfile.Categorical;
import io.inferloop.tabular.core.profile.ColumnProfile.Datetime;
import io.inferloop.tabular.core.profile.ColumnProfile.Key;
import io.inferloop.tabular.core.profile.ColumnProfile.NumberQuantile;
import io.inferloop.tabular.core.profile.ColumnProfile.Numeric;
import io.inferloop.tabular.core.profile.ColumnProfile.OtherValues;
import io.inferloop.tabular.core.profile.ColumnProfile.ValueCount;
import io.inferloop.tabular.core.synthesis.PersonalTables;
import io.inferloop.tabular.core.table.BooleanColumn;
import io.inferloop.tabular.core.table.CategoricalColumn;
import io.inferloop.tabular.core.table.Column;
import io.inferloop.tabular.core.table.DatetimeColumn;
import io.inferloop.tabular.core.table.KeyColumn;
import io.inferloop.tabular.core.table.NumericColumn;
import io.inferloop.tabular.core.table.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TableProfileTest {

    @Test
    void saysWhereNumbersLie() {
        Numeric profile = (Numeric) only(new NumericColumn("n", new double[] {4, Double.NaN, 1, 2, 2}, 0));

        assertThat(profile.type()).isEqualTo("integer");
        assertThat(profile.missing()).isEqualTo(1);
        assertThat(profile.missingShare()).isEqualTo(0.2);
        assertThat(profile.distinct()).isEqualTo(3);
        assertThat(profile.min()).isEqualTo(1);
        assertThat(profile.max()).isEqualTo(4);
        assertThat(profile.mean()).isEqualTo(2.25);
        assertThat(profile.sd()).isCloseTo(Math.sqrt(4.75 / 3), within(1e-12));
        assertThat(profile.quantiles())
                .contains(new NumberQuantile(0.25, 1.75), new NumberQuantile(0.5, 2), new NumberQuantile(0.75, 2.5));
    }

    @Test
    void saysWhereTimesLieInUtc() {
        Datetime profile = (Datetime)
                only(new DatetimeColumn("t", new long[] {0, 2_000, DatetimeColumn.MISSING}, "uuuu-MM-dd'T'HH:mm:ss"));

        assertThat(profile.min()).isEqualTo(Instant.EPOCH);
        assertThat(profile.mean()).isEqualTo(Instant.ofEpochSecond(1));
        assertThat(profile.sdSeconds()).isCloseTo(Math.sqrt(2), within(1e-12));
        assertThat(profile.quantiles().get(3).value()).isEqualTo(Instant.ofEpochSecond(1));
    }

    @Test
    void namesNoCategoryOfFewRows() {
        int[] codes = IntStream.concat(
                        IntStream.concat(
                                IntStream.generate(() -> 0).limit(6),
                                IntStream.generate(() -> 1).limit(5)),
                        IntStream.concat(IntStream.generate(() -> 2).limit(4), IntStream.of(3, -1)))
                .toArray();
        Categorical profile =
                (Categorical) only(new CategoricalColumn("c", codes, List.of("six", "five", "four", "one", "none")));

        assertThat(profile.topValues())
                .containsExactly(new ValueCount("six", 6, 6.0 / 17), new ValueCount("five", 5, 5.0 / 17));
        assertThat(profile.others()).isEqualTo(new OtherValues(2, 5));
        assertThat(profile.distinct()).isEqualTo(4);
    }

    @Test
    void countsBooleansByTheirLabels() {
        byte[] values = new byte[12];
        Arrays.fill(values, 0, 7, (byte) 1);
        Categorical profile = (Categorical) only(new BooleanColumn("b", values, "yes", "no"));

        assertThat(profile.type()).isEqualTo("boolean");
        assertThat(profile.topValues()).extracting(ValueCount::value).containsExactly("yes", "no");
    }

    @Test
    void neverShowsAKey() {
        Table table = new Table(List.of(new KeyColumn("id", new String[] {"secret-1", "secret-2", null, "secret-1"})));
        TableProfile profile = TableProfile.of(table, (done, total) -> {});

        assertThat(profile.columns()).containsExactly(new Key("id", "key", 1, 0.25, 2));
        assertThat(new String(ReportJson.bytes(profile), UTF_8)).doesNotContain("secret");
    }

    /** What a user sees of a dataset: which columns are personal, and no value of them. */
    @Test
    void saysWhichColumnsArePersonal() {
        TableProfile profile = TableProfile.of(PersonalTables.of(200, 1).table(), (done, total) -> {});

        assertThat(profile.columns().stream()
                        .filter(Key.class::isInstance)
                        .collect(toMap(ColumnProfile::name, ColumnProfile::type)))
                .isEqualTo(PersonalTables.KINDS);
        assertThat(new String(ReportJson.bytes(profile), UTF_8)).doesNotContain("@", "DE", "555-", "Street");
    }

    @Test
    void aColumnWithoutAnyValueHasCountsAlone() {
        Numeric profile = (Numeric) only(new NumericColumn("n", new double[] {Double.NaN, Double.NaN}, 0));

        assertThat(profile.missingShare()).isEqualTo(1);
        assertThat(profile.mean()).isNull();
        assertThat(profile.quantiles()).isEmpty();
    }

    @Test
    void correlatesNumbersOverRowsInWhichBothArePresent() {
        Correlations correlations = correlations(
                new NumericColumn("a", new double[] {1, 2, 3, Double.NaN, 5}, 0),
                new NumericColumn("b", new double[] {-2, -4, -6, 100, -10}, 0),
                new NumericColumn("same", new double[] {7, 7, 7, 7, 7}, 0));

        assertThat(correlations.numeric().columns()).containsExactly("a", "b", "same");
        assertThat(correlations.numeric().values().get(0).get(1)).isCloseTo(-1, within(1e-12));
        assertThat(correlations.numeric().values().get(2).get(0)).isNull();
    }

    @Test
    void associatesCategoriesByBiasCorrectedCramersV() {
        int rows = 400;
        int[] first = IntStream.range(0, rows).map(row -> row % 2).toArray();
        int[] independent = IntStream.range(0, rows).map(row -> row / 2 % 2).toArray();
        byte[] same = new byte[rows];
        for (int row = 0; row < rows; row++) {
            same[row] = (byte) first[row];
        }
        Correlations correlations = correlations(
                new CategoricalColumn("first", first, List.of("x", "y")),
                new CategoricalColumn("independent", independent, List.of("p", "q")),
                new BooleanColumn("same", same, "true", "false"));

        List<Double> row = correlations.categorical().values().getFirst();
        assertThat(row.get(1)).isZero();
        assertThat(row.get(2)).isCloseTo(1, within(1e-12));
    }

    @Test
    void cutsWideTablesAndSaysHowMuchItLeftOut() {
        Column[] columns = IntStream.range(0, Correlations.MOST_COLUMNS + 3)
                .mapToObj(i -> new NumericColumn("n" + i, new double[] {i, 2 * i, 1}, 0))
                .toArray(Column[]::new);

        assertThat(correlations(columns).numeric().values()).hasSize(Correlations.MOST_COLUMNS);
        assertThat(correlations(columns).numeric().columnsLeftOut()).isEqualTo(3);
    }

    @Test
    void endsWhereItsProgressThrows() {
        Table table = new Table(List.of(new NumericColumn("n", new double[] {1}, 0)));

        assertThatThrownBy(() -> TableProfile.of(table, (done, total) -> {
                    throw new IllegalStateException("cancelled");
                }))
                .hasMessage("cancelled");
    }

    private static ColumnProfile only(Column column) {
        return TableProfile.of(new Table(List.of(column)), (done, total) -> {})
                .columns()
                .getFirst();
    }

    private static Correlations correlations(Column... columns) {
        return TableProfile.of(new Table(List.of(columns)), (done, total) -> {}).correlations();
    }
}
