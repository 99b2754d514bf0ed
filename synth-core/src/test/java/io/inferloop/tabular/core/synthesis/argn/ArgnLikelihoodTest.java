package io.inferloop.tabular.core.synthesis.argn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.inferloop.tabular.core.model.Conditions;
import io.inferloop.tabular.core.model.InvalidConditionsException;
import io.inferloop.tabular.core.model.TableSampler;
import io.inferloop.tabular.core.onnx.runtime.OnnxDevice;
import io.inferloop.tabular.core.synthesis.Cancellation;
import io.inferloop.tabular.core.synthesis.FitOptions;
import io.inferloop.tabular.core.synthesis.ProgressListener;
import io.inferloop.tabular.core.synthesis.SampleTables;
import io.inferloop.tabular.core.table.CategoricalColumn;
import io.inferloop.tabular.core.table.CellNumber;
import io.inferloop.tabular.core.table.Table;
import io.inferloop.tabular.core.table.TypedTable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** How likely rows are, on a table whose rows can only be of 3 x 2 x 4 kinds. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArgnLikelihoodTest {

    private static final int ROWS = 1_200;

    /** Labels, a flag that follows them and numbers with gaps that follow both. */
    private final TypedTable table = SampleTables.ofRows("label,flag,n", ROWS, i -> {
        int label = i % 7 % 3;
        boolean flag = i % 11 < 3 + 2 * label;
        int n = i % 13 < 8 ? label + (flag ? 1 : 0) : i % 4;
        return "abc".charAt(label) + "," + flag + "," + (n == 3 ? "" : 10 * n);
    });

    private TableSampler model;

    @BeforeAll
    void fit() {
        model = new Argn()
                .fit(table, new FitOptions(1, 1, Map.of("epochs", 20), null), ProgressListener.NONE, Cancellation.NONE)
                .open(OnnxDevice.CPU, 1);
    }

    @AfterAll
    void close() {
        model.close();
    }

    @Test
    void allRowsThatCanBeAreOneTogether() {
        Map<String, Integer> kinds = firstOfEachKind(table.table());
        assertThat(kinds).hasSize(24);
        double[] likelihoods = model.logLikelihood(select(table.table(), kinds));
        assertThat(Arrays.stream(likelihoods).map(Math::exp).sum()).isCloseTo(1, within(1e-5));
    }

    @Test
    void rowsAreDrawnAsOftenAsTheyAreLikely() {
        int drawn = 20_000;
        Table sample = model.sample(drawn, 3);
        Map<String, Integer> kinds = firstOfEachKind(sample);
        Map<String, Integer> counts = new LinkedHashMap<>();
        IntStream.range(0, drawn).forEach(row -> counts.merge(kind(sample, row), 1, Integer::sum));
        double[] likelihoods = model.logLikelihood(select(sample, kinds));
        int at = 0;
        for (String kind : kinds.keySet()) {
            double expected = Math.exp(likelihoods[at++]);
            double fourErrors = 4 * Math.sqrt(expected * (1 - expected) / drawn);
            assertThat((double) counts.getOrDefault(kind, 0) / drawn).as(kind).isCloseTo(expected, within(fourErrors));
        }
    }

    @Test
    void aLowerTemperatureMakesLikelierRows() {
        assertThat(meanLikelihood(0.3)).isGreaterThan(meanLikelihood(1) + 0.1);
        assertThat(meanLikelihood(1)).isGreaterThan(meanLikelihood(3) + 0.1);
        Table coldest = sample(0.001);
        assertThat(firstOfEachKind(coldest)).hasSize(1);
    }

    @Test
    void aTemperatureOfNothingIsRefused() {
        assertThatExceptionOfType(InvalidConditionsException.class)
                .isThrownBy(() -> sample(0))
                .withMessageContaining("temperature must be above 0");
    }

    @Test
    void aLabelThatTheModelDoesNotKnowIsRefused() {
        Table unknown = SampleTables.ofCsv("label,flag,n\nz,true,10\nz,false,20\nz,true,0\n")
                .table();
        CategoricalColumn labels = new CategoricalColumn("label", new int[] {0, 0, 0}, List.of("z"));
        Table rows = new Table(List.of(labels, unknown.column("flag"), unknown.column("n")));
        assertThatExceptionOfType(InvalidConditionsException.class)
                .isThrownBy(() -> model.logLikelihood(rows))
                .withMessageContaining("z");
    }

    private double meanLikelihood(double temperature) {
        return Arrays.stream(model.logLikelihood(sample(temperature))).average().orElseThrow();
    }

    private Table sample(double temperature) {
        Table[] made = new Table[1];
        model.sample(1_000, 5, Conditions.NONE, temperature, 1_024, chunk -> made[0] = chunk, Cancellation.NONE);
        return made[0];
    }

    private static Table select(Table rows, Map<String, Integer> kinds) {
        return rows.select(kinds.values().stream().mapToInt(row -> row).toArray());
    }

    private static Map<String, Integer> firstOfEachKind(Table rows) {
        Map<String, Integer> first = new LinkedHashMap<>();
        IntStream.range(0, rows.rows()).forEach(row -> first.putIfAbsent(kind(rows, row), row));
        return first;
    }

    private static String kind(Table rows, int row) {
        return rows.columns().stream()
                .map(column -> CellNumber.at(column, row))
                .toList()
                .toString();
    }
}
