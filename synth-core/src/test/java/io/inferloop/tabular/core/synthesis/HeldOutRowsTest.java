package io.inferloop.tabular.core.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferloop.tabular.core.model.ModelArtifact;
import io.inferloop.tabular.core.table.CategoricalColumn;
import io.inferloop.tabular.core.table.NumericColumn;
import io.inferloop.tabular.core.table.Table;
import io.inferloop.tabular.core.table.TypedTable;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HeldOutRowsTest {

    private static final int ROWS = 1_200;

    /** Every row has a number of its own, and every 60th a label of its own. */
    private final TypedTable table = SampleTables.ofRows(
            "n,label", ROWS, i -> i + "." + i % 10 + "," + (i % 60 == 0 ? "rare" + i : "often" + i % 3));

    @Test
    void everyRowIsInOnePartAndTheSeedSaysInWhich() {
        HeldOutRows parts = parts(7);
        assertThat(parts.holdout().rows()).isEqualTo(240);
        assertThat(DoubleStream.concat(numbers(parts.training()), numbers(parts.holdout()))
                        .sorted())
                .containsExactly(numbers(table.table()).boxed().toArray(Double[]::new));
        assertThat(numbers(parts.holdout()).toArray())
                .isEqualTo(numbers(parts(7).holdout()).toArray())
                .isNotEqualTo(numbers(parts(8).holdout()).toArray());
    }

    @Test
    void labelsOfHeldOutRowsAloneAreUnknownToTheOthers() {
        HeldOutRows parts = parts(7);
        CategoricalColumn learned = (CategoricalColumn) parts.training().column("label");
        assertThat(Arrays.stream(learned.codes()).distinct().count())
                .isEqualTo(learned.categories().size());
        assertThat(learned.categories())
                .hasSizeLessThan(((CategoricalColumn) table.table().column("label"))
                        .categories()
                        .size());
    }

    @Test
    void smallTablesAreLearnedWhole() {
        Table small = table.table()
                .select(IntStream.range(0, HeldOutRows.LEAST_ROWS - 1).toArray());
        assertThat(HeldOutRows.of(small, 0.2, 7)).isEmpty();
        assertThat(HeldOutRows.of(table.table(), 0, 7)).isEmpty();
    }

    @Test
    void aFitIsThatOfATableWithoutTheHeldOutRowsAndItsProvenanceFindsThemAgain() throws Exception {
        Synthesizer copula = new AlgorithmCatalogue().synthesizer("gaussian_copula");
        ModelArtifact model = fit(copula, table, Map.of(HeldOutRows.SETTING, 0.2));
        TypedTable training = SampleTables.ofCsv(csv(parts(7).training()));

        assertThat(onnx(model)).isEqualTo(onnx(fit(copula, training, Map.of())));
        assertThat(model.description().provenance().rows()).isEqualTo(960);
        assertThat(HeldOutRows.of(table.table(), model.description().provenance())
                        .orElseThrow()
                        .holdout()
                        .column("n"))
                .extracting(column -> ((NumericColumn) column).values())
                .isEqualTo(numbers(parts(7).holdout()).toArray());
    }

    @Test
    void aModelOfAllRowsHasNoParts() {
        Synthesizer copula = new AlgorithmCatalogue().synthesizer("gaussian_copula");
        assertThat(HeldOutRows.of(
                        table.table(),
                        fit(copula, table, Map.of()).description().provenance()))
                .isEmpty();
    }

    @Test
    void everyAlgorithmSaysThatItCanHoldOut() {
        assertThat(new AlgorithmCatalogue().algorithms()).allSatisfy(algorithm -> {
            assertThat(algorithm.hyperparameters())
                    .extracting(Hyperparameter::name)
                    .contains(HeldOutRows.SETTING);
            assertThat(algorithm.mistakes(Map.of(HeldOutRows.SETTING, 0.6)))
                    .containsExactly("'holdout' must be from 0 to 0.5, got 0.6");
        });
    }

    private HeldOutRows parts(long seed) {
        return HeldOutRows.of(table.table(), 0.2, seed).orElseThrow();
    }

    private static ModelArtifact fit(Synthesizer algorithm, TypedTable table, Map<String, Object> settings) {
        return algorithm.fit(
                table, new FitOptions(7, 1, settings, null), (stage, done, total, message) -> {}, Cancellation.NONE);
    }

    private static byte[] onnx(ModelArtifact model) throws Exception {
        var bytes = new ByteArrayOutputStream();
        model.writeOnnx(bytes);
        return bytes.toByteArray();
    }

    private static String csv(Table rows) {
        CategoricalColumn labels = (CategoricalColumn) rows.column("label");
        double[] values = ((NumericColumn) rows.column("n")).values();
        StringBuilder csv = new StringBuilder("n,label\n");
        for (int row = 0; row < rows.rows(); row++) {
            csv.append(values[row])
                    .append(',')
                    .append(labels.categories().get(labels.codes()[row]))
                    .append('\n');
        }
        return csv.toString();
    }

    private static DoubleStream numbers(Table rows) {
        return Arrays.stream(((NumericColumn) rows.column("n")).values());
    }
}
