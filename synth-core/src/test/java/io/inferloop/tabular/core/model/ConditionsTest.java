package io.inferloop.tabular.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inferloop.tabular.core.onnx.graph.ElementType;
import io.inferloop.tabular.core.onnx.graph.Graph;
import io.inferloop.tabular.core.onnx.graph.Shape;
import io.inferloop.tabular.core.onnx.graph.Tensor;
import io.inferloop.tabular.core.onnx.runtime.OnnxDevice;
import io.inferloop.tabular.core.synthesis.Cancellation;
import io.inferloop.tabular.core.table.CategoricalColumn;
import io.inferloop.tabular.core.table.ColumnSchema;
import io.inferloop.tabular.core.table.KeyColumn;
import io.inferloop.tabular.core.table.NumericColumn;
import io.inferloop.tabular.core.table.Table;
import io.inferloop.tabular.core.table.TableSchema;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** On a model that takes what is given as it is, and makes every other cell from the noise. */
class ConditionsTest {

    private static final TableSchema SCHEMA = new TableSchema(List.of(
            new ColumnSchema.Key("id"),
            new ColumnSchema.Numeric("given", 1, 0),
            new ColumnSchema.Categorical("sex", List.of("Female", "Male"))));

    @Test
    void everyRowHasWhatWasGivenAndTheOthersVary() {
        Table rows = sample(model(new Conditioning.Any()), 3000, Map.of("sex", "Male"));

        assertThat(rows.rows()).isEqualTo(3000);
        assertThat(((CategoricalColumn) rows.column("sex")).codes()).containsOnly(1);
        assertThat(Arrays.stream(numbers(rows)).distinct().count()).isGreaterThan(20);
        assertThat(numbers(sample(model(new Conditioning.Any()), 10, Map.of("given", 2.5))))
                .containsOnly(2.5);
        assertThat(numbers(sample(model(new Conditioning.Any()), 10, Collections.singletonMap("given", null))))
                .containsOnly(Double.NaN);
    }

    @Test
    void aModelWithoutConditionsToTakeSaysSo() throws IOException {
        ModelArtifact deaf = model(new Conditioning.None());

        assertThat(sample(deaf, 5, Map.of()).rows()).isEqualTo(5);
        assertThatExceptionOfType(InvalidConditionsException.class)
                .isThrownBy(() -> sample(deaf, 5, Map.of("sex", "Male")))
                .withMessageContaining("takes no conditions");

        ByteArrayOutputStream onnx = new ByteArrayOutputStream();
        ByteArrayOutputStream description = new ByteArrayOutputStream();
        deaf.writeOnnx(onnx);
        deaf.writeDescription(description);
        String old = description.toString(StandardCharsets.UTF_8).replaceAll("(?s)\"conditioning\" : \\{.*?},", "");
        assertThat(old).doesNotContain("conditioning");
        ModelArtifact loaded = ModelArtifact.load(
                new ByteArrayInputStream(onnx.toByteArray()),
                new ByteArrayInputStream(old.getBytes(StandardCharsets.UTF_8)));
        assertThat(loaded.description()).isEqualTo(deaf.description());
    }

    @Test
    void aPrefixIsTakenInAnyOrderAndAGapIsRefusedByName() {
        Conditioning first = new Conditioning.Prefix(List.of("sex", "income", "age"));

        assertThat(first.refusal(Set.of())).isEmpty();
        assertThat(first.refusal(Set.of("sex"))).isEmpty();
        assertThat(first.refusal(Set.of("income", "sex"))).isEmpty();
        assertThat(first.refusal(Set.of("income")).orElseThrow()).contains("before 'income' it makes [sex]");
        assertThat(first.refusal(Set.of("age", "income")).orElseThrow()).contains("before 'age' it makes [sex]");
    }

    @Test
    void everyMistakeIsNamedAtOnce() {
        ModelArtifact model = model(new Conditioning.Any());
        Map<String, Object> wrong = Map.of("sex", "female", "height", 3, "id", "a7", "given", "2.55");

        assertThatExceptionOfType(InvalidConditionsException.class)
                .isThrownBy(() -> sample(model, 5, wrong))
                .satisfies(
                        refused -> assertThat(refused.mistakes())
                                .containsExactlyInAnyOrder(
                                        "Column 'sex' cannot be 'female': it has the categories [Female, Male]",
                                        "There is no column 'height' to be given; there are [id, given, sex]",
                                        "Column 'id' is a key: it is made anew for every row and cannot be given",
                                        "Column 'given' cannot be '2.55': it has numbers with at most 1 digits behind the point"));
        assertThatThrownBy(() -> Conditions.of(Map.of("sex", List.of("Male"))))
                .isInstanceOf(InvalidConditionsException.class)
                .hasMessageContaining("'sex' must be given a text");
    }

    @Test
    void missingCellsAreFilledAndAllOthersKept() {
        ModelArtifact model = model(new Conditioning.Any());
        Table table = new Table(List.of(
                new KeyColumn("id", new String[] {"k1", "k2", "k3"}),
                new CategoricalColumn("sex", new int[] {0, -1, 1}, List.of("Male", "Female")),
                new NumericColumn("given", new double[] {Double.NaN, 7.5, 1}, 1)));
        try (TableSampler sampler = model.open(OnnxDevice.CPU, 1)) {
            Table full = sampler.complete(table, 3);

            assertThat(((KeyColumn) full.column("id")).values()).containsExactly("k1", "k2", "k3");
            assertThat(numbers(full)).doesNotContain(Double.NaN).endsWith(7.5, 1);
            int[] sexes = ((CategoricalColumn) full.column("sex")).codes();
            assertThat(sexes[0]).isEqualTo(1);
            assertThat(sexes[1]).isNotNegative();
            assertThat(sexes[2]).isZero();
        }
    }

    @Test
    void aModelThatChangesAGivenCellIsCaught() {
        ModelArtifact stubborn = model(new Conditioning.Any(), true);

        assertThatThrownBy(() -> sample(stubborn, 5, Map.of("given", 2)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'given' was given as 2.0, and the model made it");
    }

    private static Table sample(ModelArtifact model, int rows, Map<String, ?> given) {
        try (TableSampler sampler = model.open(OnnxDevice.CPU, 1)) {
            Conditions conditions = Conditions.of(given);
            int[] drawn = {0};
            sampler.sample(rows, 7, conditions, 1024, chunk -> drawn[0] += chunk.rows(), Cancellation.NONE);
            assertThat(drawn[0]).isEqualTo(rows);
            return sampler.sample(rows, 7, conditions);
        }
    }

    private static double[] numbers(Table table) {
        return ((NumericColumn) table.column("given")).values();
    }

    private static ModelArtifact model(Conditioning conditioning) {
        return model(conditioning, false);
    }

    /** A column is called as an input is, which must not disturb either. */
    private static ModelArtifact model(Conditioning conditioning, boolean stubborn) {
        Graph graph = new Graph("test");
        Shape two = Shape.of(Shape.ROWS, 2);
        Tensor noise = graph.cast(graph.input(InputNames.noise(SCHEMA), ElementType.FLOAT, two), ElementType.DOUBLE);
        Tensor tenths = graph.divide(
                graph.round(graph.multiply(noise, graph.constant(new double[] {10}))),
                graph.constant(new double[] {10}));
        Tensor codes = graph.cast(graph.less(graph.constant(new double[] {0}), noise), ElementType.INT32);
        Tensor number = graph.column(tenths, 0);
        Tensor code = graph.column(codes, 1);
        if (!(conditioning instanceof Conditioning.None)) {
            Tensor given = graph.input(InputNames.given(SCHEMA), ElementType.DOUBLE, two);
            Tensor isGiven = graph.input(InputNames.isGiven(SCHEMA), ElementType.BOOL, two);
            number = stubborn ? number : graph.where(graph.column(isGiven, 0), graph.column(given, 0), number);
            code = graph.where(graph.column(isGiven, 1), graph.cast(graph.column(given, 1), ElementType.INT32), code);
        }
        graph.output(OutputNames.values(SCHEMA, "given"), number);
        graph.output(OutputNames.codes(SCHEMA, "sex"), code);
        Provenance provenance = new Provenance("test", Map.of(), 1, 1, "cpu", null, 1, Map.of(), 1);
        KeyRecipe key = new KeyRecipe.Counting("id", 1);
        return ModelArtifact.of(graph.toModel(Map.of()), 2, SCHEMA, List.of(key), conditioning, provenance);
    }
}
