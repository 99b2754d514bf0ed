package io.inferloop.tabular.synthworker;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferloop.tabular.core.model.Conditioning;
import io.inferloop.tabular.core.model.InputNames;
import io.inferloop.tabular.core.model.KeyRecipe;
import io.inferloop.tabular.core.model.ModelArtifact;
import io.inferloop.tabular.core.model.OutputNames;
import io.inferloop.tabular.core.model.Provenance;
import io.inferloop.tabular.core.onnx.graph.ElementType;
import io.inferloop.tabular.core.onnx.graph.Graph;
import io.inferloop.tabular.core.onnx.graph.Shape;
import io.inferloop.tabular.core.onnx.graph.Tensor;
import io.inferloop.tabular.core.table.ColumnSchema;
import io.inferloop.tabular.core.table.TableSchema;
import io.inferloop.tabular.platform.messaging.AvroCodec;
import io.inferloop.tabular.platform.messaging.KafkaClients;
import io.inferloop.tabular.platform.messaging.RecordSender;
import io.inferloop.tabular.platform.storage.ObjectStore;
import io.inferloop.tabular.schemas.task.FailureKind;
import io.inferloop.tabular.schemas.task.ImputationTask;
import io.inferloop.tabular.schemas.task.Output;
import io.inferloop.tabular.schemas.task.Rebalancing;
import io.inferloop.tabular.schemas.task.SamplingTask;
import io.inferloop.tabular.schemas.task.SynthesisTask;
import io.inferloop.tabular.schemas.task.TaskEvent;
import io.inferloop.tabular.schemas.task.TaskFailed;
import io.inferloop.tabular.schemas.task.TaskSucceeded;
import io.inferloop.tabular.schemas.task.TrainingTask;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class KeptModelIT extends WorkerOnRealServers {

    private static final TableSchema SCHEMA = new TableSchema(
            List.of(new ColumnSchema.Key("id"), new ColumnSchema.Categorical("sex", List.of("Female", "Male"))));

    private final ObjectStore store;
    private final MeterRegistry meters;
    private final WorkerHarness harness;

    @Autowired
    KeptModelIT(KafkaClients clients, RecordSender sender, AvroCodec codec, ObjectStore store, MeterRegistry meters) {
        this.store = store;
        this.meters = meters;
        this.harness = new WorkerHarness(clients, sender, codec, store);
    }

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    void aTrainedModelIsKeptAndItsSecondSampleFindsItOpen() throws Exception {
        SynthesisTask dataset = harness.dataset(penguins()).build();
        TaskSucceeded trained = harness.await(
                harness.dispatch(TrainingTask.newBuilder()
                        .setDatasetKey(dataset.getDatasetKey())
                        .setDatasetSha256(dataset.getDatasetSha256())
                        .setDatasetSizeBytes(dataset.getDatasetSizeBytes())
                        .setAlgorithm("gaussian_copula")
                        .setSeed(7)
                        .build()),
                TaskEvent::getSucceeded);
        assertThat(trained.getOutputs()).extracting(Output::getName).containsExactly("model.onnx", "model.json");
        assertThat(trained.getRowsGenerated()).isZero();

        SamplingTask task = sampling(trained).setRows(100).setSeed(3).build();
        double warm = lent("warm");
        TaskSucceeded first = harness.await(harness.dispatch(task), TaskEvent::getSucceeded);
        assertThat(lent("warm")).isEqualTo(warm);
        TaskSucceeded second = harness.await(harness.dispatch(task), TaskEvent::getSucceeded);

        assertThat(lent("warm")).isEqualTo(warm + 1);
        assertThat(first.getOutputs()).singleElement().satisfies(rows -> {
            assertThat(rows.getName()).isEqualTo("synthetic.csv");
            assertThat(text(rows).lines()).hasSize(101).first().isEqualTo(header());
        });
        assertThat(first.getRowsGenerated()).isEqualTo(100);
        assertThat(second.getOutputs().getFirst().getSha256())
                .isEqualTo(first.getOutputs().getFirst().getSha256());
    }

    @Test
    void everyRowHasWhatWasGivenAndWhatCannotBeIsRefused() throws Exception {
        SamplingTask.Builder women = harness.kept(model()).setConditions(Map.of("sex", "\"Female\""));
        TaskSucceeded rows = harness.await(harness.dispatch(women.build()), TaskEvent::getSucceeded);
        assertThat(text(rows.getOutputs().getFirst()).lines().skip(1))
                .hasSize(500)
                .allMatch(row -> row.endsWith(",Female"));

        TaskFailed unknown = harness.await(
                harness.dispatch(women.setConditions(Map.of("sex", "\"F\"")).build()), TaskEvent::getFailed);
        assertThat(unknown.getKind()).isEqualTo(FailureKind.REJECTED);
        assertThat(unknown.getMessage()).isEqualTo("Column 'sex' cannot be 'F': it has the categories [Female, Male]");

        TaskSucceeded fitted = harness.await(
                harness.dispatch(harness.dataset(penguins())
                        .setAlgorithm("cart")
                        .setRows(50)
                        .setConditions(Map.of("species", "\"Gentoo\""))),
                TaskEvent::getSucceeded);
        assertThat(text(fitted.getOutputs().getFirst()).lines().skip(1))
                .hasSize(50)
                .allMatch(row -> row.contains("Gentoo"));

        TaskSucceeded balanced = harness.await(
                harness.dispatch(harness.dataset(penguins())
                        .setAlgorithm("cart")
                        .setAlgorithmReason("because")
                        .setRows(100)
                        .setConditions(Map.of("sex", "null"))
                        .setRebalancing(new Rebalancing("species", Map.of("Gentoo", 0.5)))),
                TaskEvent::getSucceeded);
        List<String> birds =
                text(balanced.getOutputs().getFirst()).lines().skip(1).toList();
        assertThat(birds).hasSize(100).allMatch(row -> row.endsWith(","));
        assertThat(birds.stream().filter(row -> row.contains("Gentoo"))).hasSizeBetween(49, 51);
        assertThat(birds).anyMatch(row -> row.contains("Adelie")).anyMatch(row -> row.contains("Chinstrap"));
        assertThat(balanced.getOutputs())
                .filteredOn(output -> output.getName().equals("model.json"))
                .singleElement()
                .satisfies(description -> assertThat(text(description)).contains("\"algorithmReason\" : \"because\""));

        TaskFailed deaf = harness.await(
                harness.dispatch(harness.dataset(penguins()).setConditions(Map.of("sex", "\"female\""))),
                TaskEvent::getFailed);
        assertThat(deaf.getCode()).isEqualTo("invalid_conditions");
        assertThat(deaf.getMessage()).contains("gaussian_copula take no conditions");
    }

    @Test
    void missingCellsAreFilledAndAllOthersStayAsTheyWere() throws Exception {
        SynthesisTask dataset = harness.dataset(penguins()).build();
        ImputationTask.Builder task = ImputationTask.newBuilder()
                .setDatasetKey(dataset.getDatasetKey())
                .setDatasetSha256(dataset.getDatasetSha256())
                .setDatasetSizeBytes(dataset.getDatasetSizeBytes())
                .setSeed(7);
        TaskSucceeded filled = harness.await(
                harness.dispatch(task.setAlgorithm("argn")
                        .setHyperparameters(Map.of("epochs", "10"))
                        .build()),
                TaskEvent::getSucceeded);

        assertThat(filled.getOutputs()).singleElement().satisfies(rows -> {
            assertThat(rows.getName()).isEqualTo("imputed.csv");
            assertFilled(new String(penguins(), StandardCharsets.UTF_8), text(rows));
        });
        assertThat(filled.getRowsGenerated()).isEqualTo(344);

        TaskFailed trees = harness.await(
                harness.dispatch(
                        task.setAlgorithm("cart").setHyperparameters(Map.of()).build()),
                TaskEvent::getFailed);
        assertThat(trees.getCode()).isEqualTo("invalid_conditions");
        assertThat(trees.getMessage()).contains("in an order of its own");
    }

    private static void assertFilled(String before, String after) {
        List<String> rows = before.lines().toList();
        List<String> filled = after.lines().toList();
        assertThat(rows).anyMatch(row -> row.endsWith(","));
        assertThat(filled).hasSameSizeAs(rows);
        for (int row = 0; row < rows.size(); row++) {
            String[] cells = rows.get(row).split(",", -1);
            String[] now = filled.get(row).split(",", -1);
            assertThat(now).doesNotContain("").hasSameSizeAs(cells);
            for (int column = 0; column < cells.length; column++) {
                assertThat(now[column]).isEqualTo(cells[column].isEmpty() ? now[column] : cells[column]);
            }
        }
    }

    @Test
    void aDeletedModelGivesNoRowsNeitherWarmNorWhileItIsSampled() throws Exception {
        SamplingTask.Builder task = harness.kept(model());
        harness.await(harness.dispatch(task.build()), TaskEvent::getSucceeded);

        UUID endless = harness.dispatch(task.setRows(2_000_000_000).build());
        harness.await(
                endless,
                event -> event.getHeartbeat() != null
                                && event.getHeartbeat().getProgress().getDone() > 0
                        ? event
                        : null);
        store.delete(task.getGraphKey());

        TaskFailed ended = harness.await(endless, TaskEvent::getFailed);
        assertThat(ended.getKind()).isEqualTo(FailureKind.REJECTED);
        assertThat(ended.getCode()).isEqualTo("model_deleted");
        TaskFailed later = harness.await(harness.dispatch(task.setRows(5).build()), TaskEvent::getFailed);
        assertThat(later.getCode()).isEqualTo("model_deleted");
        assertThat(later.getMessage()).contains("fit it again");
    }

    private static SamplingTask.Builder sampling(TaskSucceeded trained) {
        Map<String, Output> files =
                trained.getOutputs().stream().collect(Collectors.toMap(Output::getName, file -> file));
        Output graph = Objects.requireNonNull(files.get("model.onnx"));
        Output description = Objects.requireNonNull(files.get("model.json"));
        return SamplingTask.newBuilder()
                .setGraphKey(graph.getObjectKey())
                .setGraphSha256(graph.getSha256())
                .setDescriptionKey(description.getObjectKey())
                .setDescriptionSha256(description.getSha256());
    }

    /** Either sex by the noise's sign, unless it is given. */
    private static ModelArtifact model() {
        Graph graph = new Graph("test");
        Shape one = Shape.of(Shape.ROWS, 1);
        Tensor noise = graph.input(InputNames.noise(SCHEMA), ElementType.FLOAT, one);
        Tensor given = graph.input(InputNames.given(SCHEMA), ElementType.DOUBLE, one);
        Tensor isGiven = graph.input(InputNames.isGiven(SCHEMA), ElementType.BOOL, one);
        Tensor drawn = graph.cast(graph.less(noise, graph.constant(new float[] {0})), ElementType.INT32);
        Tensor sex = graph.where(isGiven, graph.cast(given, ElementType.INT32), drawn);
        graph.output(OutputNames.codes(SCHEMA, "sex"), graph.column(sex, 0));
        Provenance provenance = new Provenance("test", Map.of(), 1, 1, "cpu", null, 1, Map.of(), 1);
        return ModelArtifact.of(
                graph.toModel(Map.of()),
                1,
                SCHEMA,
                List.of(new KeyRecipe.Counting("id", 1)),
                new Conditioning.Any(),
                provenance);
    }

    private double lent(String how) {
        return meters.get("tabular.models.lent").tag("how", how).counter().count();
    }

    private String text(Output output) throws IOException {
        try (InputStream bytes = store.open(output.getObjectKey())) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String header() throws IOException {
        return new String(penguins(), StandardCharsets.UTF_8)
                .lines()
                .findFirst()
                .orElseThrow();
    }

    private static byte[] penguins() throws IOException {
        try (InputStream csv = KeptModelIT.class.getResourceAsStream("/penguins.csv")) {
            return Objects.requireNonNull(csv).readAllBytes();
        }
    }
}
