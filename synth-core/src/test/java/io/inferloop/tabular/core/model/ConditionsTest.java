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
    void aColumnHasTheSharesThatAreWantedAndTheRestFallsAsItDoes() {
        ModelArtifact model = model(new Conditioning.Any());

        Table most = sample(model, new Conditions(List.of()).with(new Rebalancing("sex", Map.of("Male", 0.9))), 1000);
        assertThat(Arrays.stream(((CategoricalColumn) most.column("sex")).codes())
                        .sum())
                .isBetween(898, 902);
        Table half = sample(
                model,
                Conditions.of(Map.of("sex", "Male")).with(new Rebalancing("given", Map.of("2.5", 0.25, "3", 0.25))),
                4000);
        assertThat(((CategoricalColumn) half.column("sex")).codes()).containsOnly(1);
        double[] numbers = numbers(half);
        assertThat(Arrays.stream(numbers).filter(number -> number == 2.5).count())
                .isBetween(998L, 1002L);
        assertThat(Arrays.stream(numbers).filter(number -> number == 3).count()).isBetween(998L, 1002L);
        assertThat(Arrays.stream(numbers).distinct().count()).isGreaterThan(20);
        assertThat(numbers(sample(
                        model, new Conditions(List.of()).with(new Rebalancing("given", Map.of("2.5", 1.0))), 10)))
                .containsOnly(2.5);
    }

    @Test
    void sharesThatCannotBeAreRefused() {
        assertThatExceptionOfType(InvalidConditionsException.class)
                .isThrownBy(() -> new Rebalancing("sex", Map.of("Male", 0.7, "Female", 0.4)))
                .withMessageContaining("at most 1, got 1.1");
        assertThatExceptionOfType(InvalidConditionsException.class)
                .isThrownBy(() -> new Rebalancing("sex", Map.of("Male", Double.NaN)))
                .withMessageContaining("must be 0 to 1");
        Conditions everybody =
                new Conditions(List.of()).with(new Rebalancing("sex", Map.of("Male", 0.3, "Female", 0.3)));
        assertThatExceptionOfType(InvalidConditionsException.class)
                .isThrownBy(() -> sample(model(new Conditioning.Any()), everybody, 10))
                .withMessageContaining("no other value");
        assertThat(Conditions.of(Map.of("sex", "Male"))
                        .with(new Rebalancing("sex", Map.of("Other", 0.5)))
                        .mistakes(SCHEMA))
                .hasSize(2)
                .anyMatch(mistake -> mistake.contains("'Other'"));
        assertThat(new Conditions(List.of())
                        .with(new Rebalancing("id", Map.of("1", 0.5)))
                        .mistakes(SCHEMA))
                .singleElement()
                .asString()
                .contains("is a key");
    }

    private static Table sample(ModelArtifact model, Conditions conditions, int rows) {
        try (TableSampler sampler = model.open(OnnxDevice.CPU, 1)) {
            return sampler.sample(rows, 7, conditions);
        }
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
                new KeyColumn("id", new String[] {"k1", "k2", "k3", "k4"}),
                new CategoricalColumn(
                        "sex", new int[] {0, -1, 1, 2}, List.of("Male", "Female", "not known to the model")),
                new NumericColumn("given", new double[] {Double.NaN, 7.5, 1, Double.NaN}, 1)));
        try (TableSampler sampler = model.open(OnnxDevice.CPU, 1)) {
            Table full = sampler.complete(table, 3);

            assertThat(((KeyColumn) full.column("id")).values()).containsExactly("k1", "k2", "k3", "k4");
            assertThat(numbers(full)).doesNotContain(Double.NaN).contains(7.5, 1);
            CategoricalColumn sexes = (CategoricalColumn) full.column("sex");
            assertThat(sexes.categories()).startsWith("Male", "Female", "not known to the model");
            assertThat(sexes.codes()).startsWith(0).endsWith(1, 2).doesNotContain(CategoricalColumn.MISSING);
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
