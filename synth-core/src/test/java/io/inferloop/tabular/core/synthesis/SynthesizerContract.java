package io.inferloop.tabular.core.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.inferloop.tabular.core.model.ModelArtifact;
import io.inferloop.tabular.core.model.TableSampler;
import io.inferloop.tabular.core.onnx.runtime.OnnxDevice;
import io.inferloop.tabular.core.table.CategoricalColumn;
import io.inferloop.tabular.core.table.Column;
import io.inferloop.tabular.core.table.DatetimeColumn;
import io.inferloop.tabular.core.table.KeyColumn;
import io.inferloop.tabular.core.table.NumericColumn;
import io.inferloop.tabular.core.table.Table;
import io.inferloop.tabular.core.table.TypedTable;
import io.inferloop.tabular.core.table.io.CsvTableWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every synthesizer keeps to; each has a test that extends this one. */
public abstract class SynthesizerContract {

    /** Missing rates of a sample of 20 000 rows: four standard errors at the worst rate are 0.014. */
    private static final double MISSING_RATE_TOLERANCE = 0.015;

    protected abstract Synthesizer synthesizer();

    /** A seed means the same rows on every run. */
    @Test
    void sameSeedGivesTheSameBytes() {
        TypedTable penguins = SampleTables.real("penguins");
        ModelArtifact first = fit(penguins);
        ModelArtifact second = fit(penguins);
        assertThat(first.description().onnxSha256())
                .isEqualTo(second.description().onnxSha256());
        assertThat(csv(first, 3000, 7)).isEqualTo(csv(second, 3000, 7)).isNotEqualTo(csv(first, 3000, 8));
    }

    @Test
    void rowsDoNotDependOnChunksOrOnHowManyFollow() {
        ModelArtifact model = fit(SampleTables.real("penguins"));
        String all = csv(model, 5000, 7);
        assertThat(csv(model, 5000, 7, 1024)).isEqualTo(all);
        assertThat(all).startsWith(csv(model, 1500, 7));
    }

    @Test
    void savedAndLoadedModelsSampleIdenticalRows(@TempDir Path directory) throws IOException {
        ModelArtifact model = fit(SampleTables.real("titanic"));
        model.save(directory);
        ModelArtifact loaded = ModelArtifact.load(directory);
        assertThat(loaded.description()).isEqualTo(model.description());
        assertThat(csv(loaded, 2000, 3)).isEqualTo(csv(model, 2000, 3));
    }

    @Test
    void keepsMissingRatesRangesDecimalsAndLabels() {
        TypedTable titanic = SampleTables.real("titanic");
        Table sample = sample(fit(titanic), 20_000);
        for (Column real : titanic.table().columns()) {
            Column synthetic = sample.column(real.name());
            assertThat((double) synthetic.missingCount() / synthetic.size())
                    .as(real.name())
                    .isBetween(rate(real) - MISSING_RATE_TOLERANCE, rate(real) + MISSING_RATE_TOLERANCE);
            assertThat(text(synthetic)).as(real.name()).isSubsetOf(allowed(real, synthetic));
        }
    }

    @Test
    void constantColumnsStayConstant() {
        TypedTable table = SampleTables.ofRows("n,d,label,flag,day,x", 50, i -> "5,2.5,only,True,2026-01-31," + i % 7);
        assertThat(csv(fit(table), 100, 1).lines().skip(1))
                .allMatch(row -> row.startsWith("5,2.5,only,True,2026-01-31,"));
    }

    @Test
    void allMissingColumnsStayMissing() {
        TypedTable table = SampleTables.ofRows("void,x", 50, i -> "," + i % 7);
        assertThat(csv(fit(table), 100, 1).lines().skip(1)).allMatch(row -> row.startsWith(","));
    }

    /** Dates in four notations are labels; NaN among numbers is a missing one; five rows are enough for each. */
    @Test
    void learnsTablesThatAreLegalButOdd() {
        TypedTable table = SampleTables.ofCsv("""
            when,measure,void,unique
            2026-01-31,1.5,,a1
            31/01/2026,nan,,b7
            01-31-2026,2.5,,c3
            Jan 31 2026,NaN,,d9
            2026-01-31,3.5,,e0
            """);
        Table sample = sample(fit(table), 200);
        assertThat(text(sample.column("when"))).isSubsetOf("2026-01-31", "31/01/2026", "01-31-2026", "Jan 31 2026");
        assertThat(Arrays.stream(((NumericColumn) sample.column("measure")).values()))
                .allMatch(value -> Double.isNaN(value) || value >= 1.5 && value <= 3.5);
        assertThat(sample.column("void").missingCount()).isEqualTo(200);
        assertThat(sample.column("unique").missingCount()).isZero();
    }

    @Test
    void learnsASingleRow() {
        TypedTable table = SampleTables.ofCsv("n,label,flag,day\n5,only,True,2026-01-31\n");
        assertThat(csv(fit(table), 3, 1)).isEqualTo("n,label,flag,day\n" + "5,only,True,2026-01-31\n".repeat(3));
    }

    @Test
    void keepsUnicodeNamesAndLabels() {
        TypedTable table = SampleTables.ofRows(
                "Größe,名前",
                60,
                i -> i % 5 + "," + List.of("林", "🦊", "\"a,\"\"b\"\"\"").get(i % 3));
        Table sample = sample(fit(table), 500);
        assertThat(text(sample.column("名前"))).containsExactlyInAnyOrder("林", "🦊", "a,\"b\"");
    }

    /** Names that the runtime's binding cannot pronounce, beside a column that is called as one of their stand-ins. */
    @Test
    void keepsNamesThatTheGraphCannotHave() {
        TypedTable table = SampleTables.ofRows(
                "🦊,🦊🦊,::0,::0#,🕐,✓🦊",
                60,
                i -> i % 5 + "," + "ab".charAt(i % 2) + "," + (10 + i % 5) + "," + "cd".charAt(i % 2) + ",2026-01-3"
                        + i % 2 + "," + (i % 2 == 0));
        Table sample = sample(fit(table), 500);
        assertThat(((NumericColumn) sample.column("🦊")).values()).containsOnly(0, 1, 2, 3, 4);
        assertThat(text(sample.column("🦊🦊"))).containsOnly("a", "b");
        assertThat(((NumericColumn) sample.column("::0")).values()).containsOnly(10, 11, 12, 13, 14);
        assertThat(text(sample.column("::0#"))).containsOnly("c", "d");
        assertThat(text(sample.column("🕐"))).hasSize(2);
        assertThat(text(sample.column("✓🦊"))).containsOnly("0", "1");
    }

    @Test
    void knowsOnlyLabelsOfTheTableInAColumnOfThousands() {
        TypedTable table = SampleTables.ofRows("place,x", 20_000, i -> "place" + i * 31 % 4000 + "," + i % 10);
        Table sample = sample(fit(table), 20_000);
        CategoricalColumn places = (CategoricalColumn) table.table().column("place");
        assertThat(text(sample.column("place")))
                .hasSizeGreaterThan(3500)
                .isSubsetOf(new HashSet<>(places.categories()));
    }

    @Test
    void makesKeysAnew() {
        TypedTable table = SampleTables.ofRows(
                "id,code,token,x",
                200,
                i -> (i + 1) + ",CU-%04d,%08x-0000-4000-8000-000000000000,%d".formatted(i * 37 % 10_000, i, i % 3));
        Table sample = sample(fit(table), 5000);
        for (String key : List.of("id", "code", "token")) {
            KeyColumn column = (KeyColumn) sample.column(key);
            assertThat(column.values()).as(key).doesNotHaveDuplicates().doesNotContainNull();
        }
        assertThat(((KeyColumn) sample.column("code")).values()[0]).matches("CU-\\d{4}");
        assertThat(((KeyColumn) sample.column("id")).values()[4999]).isEqualTo("5000");
    }

    /** Whatever the algorithm, since no model is shown such a column: same kind, same gaps, nobody's own. */
    @Test
    void makesPersonalDataAnew() {
        TypedTable people = PersonalTables.of(300, 5);
        ModelArtifact model = fit(people);
        Table sample = sample(model, 600);
        PersonalTables.KINDS.forEach((name, kind) -> {
            KeyColumn column = (KeyColumn) sample.column(name);
            assertThat(column.type().text()).as(name).isEqualTo(kind);
            assertThat(text(column))
                    .as(name)
                    .doesNotContainAnyElementsOf(text(people.table().column(name)));
        });
        assertThat(rate(sample.column("Phone"))).isBetween(0.05, 0.15);
        assertThat(text(sample.column("contact"))).hasSize(600);
        assertThat(csv(model, 600, 11, 1024)).isEqualTo(csv(model, 600, 11));
    }

    @Test
    void samplesATableOfKeysAlone() {
        TypedTable table = SampleTables.ofRows("id", 30, i -> "" + (i + 1));
        assertThat(csv(fit(table), 3, 1)).isEqualTo("id\n1\n2\n3\n");
    }

    @Test
    void stopsWhenCancelled() {
        Cancellation cancelled = () -> {
            throw new CancellationException("stop");
        };
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> synthesizer()
                        .fit(SampleTables.real("penguins"), FitOptions.ofSeed(1), ProgressListener.NONE, cancelled));
    }

    @Test
    void refusesUnknownSettingsByName() {
        FitOptions options = new FitOptions(1, 1, Map.of("no_such_setting", 3), null);
        assertThatExceptionOfType(InvalidHyperparametersException.class)
                .isThrownBy(() -> synthesizer()
                        .fit(SampleTables.real("penguins"), options, ProgressListener.NONE, Cancellation.NONE))
                .withMessageContaining("no_such_setting");
    }

    protected ModelArtifact fit(TypedTable table) {
        return synthesizer().fit(table, FitOptions.ofSeed(1), ProgressListener.NONE, Cancellation.NONE);
    }

    protected static Table sample(ModelArtifact model, int rows) {
        try (TableSampler sampler = model.open(OnnxDevice.CPU, 1)) {
            return sampler.sample(rows, 11);
        }
    }

    private static String csv(ModelArtifact model, int rows, long seed) {
        return csv(model, rows, seed, Integer.MAX_VALUE);
    }

    private static String csv(ModelArtifact model, int rows, long seed, int chunkRows) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TableSampler sampler = model.open(OnnxDevice.CPU, 1);
                CsvTableWriter writer = new CsvTableWriter(model.schema(), out)) {
            sampler.sample(rows, seed, chunkRows, chunk -> write(writer, chunk), Cancellation.NONE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static void write(CsvTableWriter writer, Table chunk) {
        try {
            writer.write(chunk);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double rate(Column column) {
        return (double) column.missingCount() / column.size();
    }

    /** The labels of a categorical column; of numbers and times what is wrong with them, so nothing. */
    private static HashSet<String> allowed(Column real, Column synthetic) {
        HashSet<String> allowed = new HashSet<>(text(real));
        switch (synthetic) {
            case NumericColumn numbers -> {
                double[] learned = Arrays.stream(((NumericColumn) real).values())
                        .filter(v -> !Double.isNaN(v))
                        .sorted()
                        .toArray();
                double scale = Math.pow(10, ((NumericColumn) real).decimals());
                for (double value : numbers.values()) {
                    boolean inRange = value >= learned[0] && value <= learned[learned.length - 1];
                    if (inRange && Math.abs(value * scale - Math.rint(value * scale)) < 1e-6) {
                        allowed.add(Double.toString(value));
                    }
                }
            }
            case DatetimeColumn times -> allowed.addAll(text(times));
            default -> {}
        }
        return allowed;
    }

    private static HashSet<String> text(Column column) {
        HashSet<String> text = new HashSet<>();
        for (int row = 0; row < column.size(); row++) {
            if (!column.isMissing(row)) {
                text.add(
                        switch (column) {
                            case NumericColumn numbers -> Double.toString(numbers.values()[row]);
                            case CategoricalColumn labels -> labels.categories().get(labels.codes()[row]);
                            case DatetimeColumn times -> Long.toString(times.epochMillis()[row]);
                            case KeyColumn keys -> String.valueOf(keys.values()[row]);
                            case io.inferloop.tabular.core.table.BooleanColumn flags ->
                                Byte.toString(flags.values()[row]);
                        });
            }
        }
        return text;
    }
}
