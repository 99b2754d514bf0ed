package io.inferloop.tabular.validationworker.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferloop.tabular.core.metrics.fidelity.ComparisonProgress;
import io.inferloop.tabular.core.model.Provenance;
import io.inferloop.tabular.core.synthesis.HeldOutRows;
import io.inferloop.tabular.core.table.CategoricalColumn;
import io.inferloop.tabular.core.table.Column;
import io.inferloop.tabular.core.table.ColumnType;
import io.inferloop.tabular.core.table.KeyColumn;
import io.inferloop.tabular.core.table.NumericColumn;
import io.inferloop.tabular.core.table.Table;
import io.inferloop.tabular.validationworker.evaluation.Evaluation;
import io.inferloop.tabular.validationworker.evaluation.TablePair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {

    private static final String SCRIPT = "<script>alert('x')</script>\" onload=\"y";
    private static final int ROWS = 400;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void thePageSaysEveryScoreBesideItsReferences() throws IOException {
        Table table = new Table(List.of(numbers("amount", ROWS), labels("group", ROWS)));
        String page = page(table, null);

        assertThat(page)
                .contains("Close to the real table")
                .containsPattern(
                        "Column shapes</th>\\s*<td class=\"n strong\">1.000</td>\\s*<td class=\"n\">0\\.\\d{3}")
                .contains("What real rows score that are new", "200 rows of one half are scored against 200")
                .contains("not known: the synthetic table was uploaded");
    }

    @Test
    void aTableThatKeepsNoTrendIsCalledSo() throws IOException {
        Table real = dependent(ROWS, 0);
        Table shuffled = dependent(ROWS, 1);

        assertThat(page(evaluation(real, shuffled), null))
                .contains("What is weak")
                .contains("Correlations and differences between groups come out weaker")
                .contains("Weak pairs");
    }

    @Test
    void namesAndValuesAreTextWhateverTheyHold() throws IOException {
        Table table = new Table(List.of(
                numbers(SCRIPT, ROWS),
                new CategoricalColumn("naïve 表 \uD83D\uDE00 ' & <b>", new int[ROWS], List.of(SCRIPT))));
        String page = withoutScripts(page(table, null));

        assertThat(page).doesNotContain("<script>", SCRIPT);
        assertThat(page)
                .contains("title=\"&lt;script>alert(&#39;x&#39;)&lt;/script>&#34; onload=&#34;y\"")
                .contains("naïve 表 \uD83D\uDE00", "&amp; &lt;b>");
    }

    @Test
    void thePageLoadsNothingAndRunsNothingElse() throws IOException {
        String page = page(new Table(List.of(numbers("n", ROWS))), null);

        assertThat(withoutScripts(page))
                .doesNotContain("http://")
                .doesNotContain("https://")
                .doesNotContain("//cdn");
        assertThat(withoutScripts(page))
                .doesNotContain(" src=")
                .doesNotContain("<link")
                .doesNotContain("@import");
        assertThat(page).contains("default-src &#39;none&#39;", "script-src &#39;sha256-");
    }

    @Test
    void rareValuesAndExtremesStayOut() throws IOException {
        int[] codes = new int[ROWS];
        codes[7] = 1;
        double[] values = new double[ROWS];
        for (int row = 0; row < ROWS; row++) {
            values[row] = row % 50;
        }
        values[3] = 987_654;
        Table table = new Table(List.of(
                new CategoricalColumn("name", codes, List.of("everyone", "Rumpelstiltskin")),
                new NumericColumn("income", values, 0),
                new KeyColumn("id", keys(ROWS))));
        String page = page(table, null);

        assertThat(withoutScripts(page))
                .contains("everyone")
                .doesNotContain("Rumpelstiltskin")
                .doesNotContain("987,654")
                .doesNotContain("987654")
                .doesNotContain("key-17");
    }

    @Test
    void personalDataIsSaidToBeRegenerated() throws IOException {
        Table table = new Table(List.of(new KeyColumn("contact", ColumnType.EMAIL, keys(ROWS)), numbers("n", ROWS)));

        assertThat(page(table, null))
                .contains(
                        "Personal data: regenerated, not learned. 100.0 % of the synthetic values are values of the real table.")
                .doesNotContain("key-17");
    }

    @Test
    void missingCellsAreSaidInBothTables() throws IOException {
        double[] values = new double[ROWS];
        for (int row = 0; row < ROWS; row++) {
            values[row] = row % 4 == 0 ? Double.NaN : row;
        }

        assertThat(page(new Table(List.of(new NumericColumn("n", values, 0))), null))
                .contains("missing 25.0 % real, 25.0 % synthetic");
    }

    @Test
    void whatIsSaidOfWholeRowsStandsBesideRealAndShuffledOnes() throws IOException {
        double[] amounts = new double[1_500];
        int[] groups = new int[1_500];
        for (int row = 0; row < groups.length; row++) {
            groups[row] = row * 7 % 3;
            amounts[row] = groups[row] * 20 + row * 31 % 50;
        }
        Table real = new Table(List.of(
                new NumericColumn("amount", amounts, 0),
                new CategoricalColumn("group", groups, List.of("a", "b", "c"))));
        Evaluation evaluation =
                Evaluation.of(new TablePair(real, real, HeldOutRows.of(real, 0.2, 7)), ComparisonProgress.NONE);

        assertThat(page(evaluation, null))
                .contains("Could you tell?", "Ceiling: other real rows", "Baseline: shuffled columns")
                .contains("learned to predict <b class=\"name\">group</b>", "had seen.")
                .contains("DCR share", "Held-out rows that do");
        assertThat(page(real, null)).contains("may have seen those", "unless its setting");
    }

    @Test
    void rowsThatHardlyPassForRealAreNotCalledClose() throws IOException {
        int[] bits = new SplittableRandom(5).ints(6_000, 0, 2).toArray();
        Table real = parity(bits, 0);
        Table wrong = parity(bits, 1);
        Evaluation evaluation =
                Evaluation.of(new TablePair(real, wrong, HeldOutRows.of(real, 0.2, 7)), ComparisonProgress.NONE);

        assertThat(page(evaluation, null))
                .contains("Usable with care", "hardly a row passes for a real one")
                .doesNotContain("Close to the real table");
    }

    @Test
    void manyColumnsWithInvalidValuesAreCountedAndTheWorstListed() throws IOException {
        List<Column> real = new ArrayList<>();
        List<Column> synthetic = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            double[] values = new SplittableRandom(i).doubles(100, 0, 100).toArray();
            real.add(new NumericColumn("c" + i, values, 2));
            synthetic.add(new NumericColumn(
                    "c" + i, Arrays.stream(values).map(value -> 3 * value).toArray(), 2));
        }

        assertThat(page(evaluation(new Table(real), new Table(synthetic)), null))
                .contains("and 10 more columns");
    }

    @Test
    void aSingleColumnHasNoPairs() throws IOException {
        assertThat(page(new Table(List.of(numbers("n", ROWS))), null)).contains("There are no two columns to compare");
    }

    @Test
    void keysAloneAndEmptyColumnsAndOneRowStillMakeAPage() throws IOException {
        double[] nothing = {Double.NaN};
        for (Column column : List.of(
                new KeyColumn("id", new String[] {"a"}),
                new NumericColumn("empty", nothing, 0),
                new CategoricalColumn("none", new int[] {-1}, List.of()))) {
            assertThat(page(new Table(List.of(column)), null)).contains("</html>", column.name());
        }
    }

    @Test
    void theModelBehindTheRowsIsNamedWithItsSettings() throws IOException {
        Provenance model = new Provenance(
                        "gaussian_copula",
                        Map.of("min_count", 5),
                        7,
                        2,
                        "cpu",
                        null,
                        ROWS,
                        Map.of("onnxruntime", "1.29.0"),
                        1_234)
                .withAlgorithmReason("gaussian_copula: for tables of any size");

        assertThat(page(new Table(List.of(numbers("n", ROWS))), model))
                .contains(
                        "Chosen because",
                        "gaussian_copula: for tables of any size",
                        "gaussian_copula",
                        "min_count 5",
                        "on 400 rows in 1.2 s, cpu, 2 threads",
                        "onnxruntime 1.29.0");
    }

    @Test
    void threeHundredColumnsStayUnderTwoMegabytes() throws IOException {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            columns.add(numbers("number " + i, 100));
            columns.add(labels("label " + i, 100));
        }
        String page = page(new Table(columns), null);

        assertThat(page.length()).isLessThan(2_000_000);
        assertThat(count(page, "<article")).isEqualTo(300);
        assertThat(count(page, "data-i=")).isEqualTo(PairsView.MAPPED * (PairsView.MAPPED - 1) / 2);
    }

    private String page(Table table, @Nullable Provenance model) throws IOException {
        return page(evaluation(table, table), model);
    }

    private static Evaluation evaluation(Table real, Table synthetic) {
        return Evaluation.of(new TablePair(real, synthetic), ComparisonProgress.NONE);
    }

    private String page(Evaluation evaluation, @Nullable Provenance model) throws IOException {
        Path file = folder.resolve("report.html");
        Comparison comparison = new Comparison(new UUID(1, 2), "aa".repeat(32), "bb".repeat(32), model, Instant.EPOCH);
        new HtmlReport().write(evaluation, comparison, file);
        return Files.readString(file);
    }

    private static String withoutScripts(String page) {
        return page.replaceAll("(?s)<script>.*?</script>", "");
    }

    private static int count(String text, String part) {
        Matcher matcher = Pattern.compile(Pattern.quote(part)).matcher(text);
        int count = 0;
        while (matcher.find()) {
            count++;
        }
        return count;
    }

    /** Two numbers that are equal but for {@code shift} rows, where none is what it was. */
    private static Table dependent(int rows, int shift) {
        SplittableRandom random = new SplittableRandom(5);
        double[] first = random.doubles(rows, 0, 1_000).map(Math::rint).toArray();
        double[] second = new double[rows];
        for (int row = 0; row < rows; row++) {
            second[row] = first[(row + shift) % rows];
        }
        return new Table(List.of(new NumericColumn("first", first, 0), new NumericColumn("second", second, 0)));
    }

    /** Three columns of two labels, every pair of them independent: the third says whether the first two are equal, or not if flipped. */
    private static Table parity(int[] bits, int flipped) {
        int rows = bits.length / 2;
        int[] first = Arrays.copyOf(bits, rows);
        int[] second = Arrays.copyOfRange(bits, rows, 2 * rows);
        int[] third = new int[rows];
        for (int row = 0; row < rows; row++) {
            third[row] = first[row] ^ second[row] ^ flipped;
        }
        List<String> labels = List.of("no", "yes");
        return new Table(List.of(
                new CategoricalColumn("first", first, labels),
                new CategoricalColumn("second", second, labels),
                new CategoricalColumn("third", third, labels)));
    }

    private static NumericColumn numbers(String name, int rows) {
        double[] values = new SplittableRandom(name.hashCode())
                .doubles(rows, 0, 100)
                .map(Math::rint)
                .toArray();
        return new NumericColumn(name, values, 0);
    }

    private static CategoricalColumn labels(String name, int rows) {
        int[] codes = new SplittableRandom(name.hashCode()).ints(rows, 0, 3).toArray();
        return new CategoricalColumn(name, codes, List.of("red", "green", "blue"));
    }

    private static String[] keys(int rows) {
        String[] keys = new String[rows];
        for (int row = 0; row < rows; row++) {
            keys[row] = "key-" + row;
        }
        return keys;
    }
}
