package io.inferloop.tabular.synthworker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.inferloop.tabular.core.table.CategoricalColumn;
import io.inferloop.tabular.core.table.NumericColumn;
import io.inferloop.tabular.core.table.Table;
import io.inferloop.tabular.core.table.TypedTable;
import io.inferloop.tabular.core.table.io.CsvTableReader;
import io.inferloop.tabular.core.table.io.TableFile;
import io.inferloop.tabular.core.table.io.TableFormat;
import io.inferloop.tabular.core.table.io.TableLimits;
import io.inferloop.tabular.core.table.io.TableWriter;
import io.inferloop.tabular.platform.messaging.AvroCodec;
import io.inferloop.tabular.platform.messaging.KafkaClients;
import io.inferloop.tabular.platform.messaging.RecordSender;
import io.inferloop.tabular.platform.storage.ObjectStore;
import io.inferloop.tabular.schemas.task.FailureKind;
import io.inferloop.tabular.schemas.task.Output;
import io.inferloop.tabular.schemas.task.TaskEvent;
import io.inferloop.tabular.schemas.task.TaskFailed;
import io.inferloop.tabular.schemas.task.TaskSucceeded;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

class SynthesisIT extends WorkerOnRealServers {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final ObjectStore store;
    private final MeterRegistry meters;
    private final WorkerHarness harness;

    @Autowired
    SynthesisIT(KafkaClients clients, RecordSender sender, AvroCodec codec, ObjectStore store, MeterRegistry meters) {
        this.store = store;
        this.meters = meters;
        this.harness = new WorkerHarness(clients, sender, codec, store);
    }

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    void aDispatchBecomesRowsAndAModelInTheObjectStore() throws Exception {
        UUID job = harness.dispatch(harness.dataset(penguins()));
        TaskSucceeded succeeded = harness.await(job, TaskEvent::getSucceeded);

        Map<String, Output> outputs =
                succeeded.getOutputs().stream().collect(Collectors.toMap(Output::getName, Function.identity()));
        assertThat(outputs).containsOnlyKeys("synthetic.csv", "model.onnx", "model.json");
        assertThat(outputs.values())
                .allSatisfy(output -> assertThat(
                                store.head(output.getObjectKey()).orElseThrow().sizeBytes())
                        .isEqualTo(output.getSizeBytes()));
        assertThat(succeeded.getRowsGenerated()).isEqualTo(500);
        assertThat(output(outputs, "synthetic.csv").getRows()).isEqualTo(500);
        assertLooksLikePenguins(read(output(outputs, "synthetic.csv").getObjectKey()));
        assertThat(text(output(outputs, "model.json")))
                .contains("gaussian_copula")
                .contains("\"seed\"");

        List<TaskEvent> events = harness.eventsOf(job);
        assertThat(events.getFirst().getStarted().getDevice()).isNotBlank();
        assertThat(output(outputs, "synthetic.csv").getObjectKey())
                .endsWith("/jobs/%s/0/1-%s/synthetic.csv"
                        .formatted(job, events.getFirst().getRunId()));
        assertThat(meters.get("tabular.rows.generated")
                        .tag("algorithm", "gaussian_copula")
                        .counter()
                        .count())
                .isGreaterThanOrEqualTo(500);
    }

    @ParameterizedTest
    @EnumSource(
            value = TableFormat.class,
            names = {"PARQUET", "NDJSON"})
    void rowsComeInAndGoOutInTheFormatsOfTheDispatch(TableFormat format) throws Exception {
        TypedTable real = new CsvTableReader(TableLimits.defaults())
                .read(new ByteArrayInputStream(penguins()))
                .typed(Map.of());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TableWriter writer = format.writer(real.schema(), bytes)) {
            writer.write(real.table());
        }
        UUID job = harness.dispatch(harness.dataset(bytes.toByteArray())
                .setDatasetFormat(format.text())
                .setOutputFormat(format.text()));
        Output rows = harness.await(job, TaskEvent::getSucceeded).getOutputs().getFirst();
        assertThat(rows.getName()).isEqualTo("synthetic." + format.text());
        assertThat(rows.getContentType()).isEqualTo(format.mediaType());
        Path file = folder.resolve(rows.getName());
        store.copyToFile(rows.getObjectKey(), file, rows.getSha256());
        Table synthetic = new TableFile(file, format, TableLimits.defaults())
                .read(read -> {})
                .typedLike(real.schema())
                .table();
        assertThat(synthetic.rows()).isEqualTo(500);
        assertLooksLikePenguins(synthetic);
    }

    @Test
    void equalSeedsWriteEqualBytesAndOtherSeedsOthers() throws Exception {
        UUID first = harness.dispatch(harness.dataset(penguins()));
        UUID again = harness.dispatch(harness.dataset(penguins()));
        UUID other = harness.dispatch(harness.dataset(penguins()).setSeed(8));

        assertThat(digestOf(first)).isEqualTo(digestOf(again)).isNotEqualTo(digestOf(other));
    }

    @Test
    void aTableThatCannotBeReadIsRejectedWithTheLine() throws Exception {
        UUID job = harness.dispatch(harness.dataset("a,b\n1,2\n3,4,5\n".getBytes(UTF_8)));
        TaskFailed failed = harness.await(job, TaskEvent::getFailed);

        assertThat(failed.getKind()).isEqualTo(FailureKind.REJECTED);
        assertThat(failed.getMessage()).contains("Line 3");
    }

    @Test
    void anOverrideThatDoesNotFitIsRejectedWithTheColumn() throws Exception {
        UUID job = harness.dispatch(harness.dataset(penguins()).setColumnTypes(Map.of("species", "decimal")));
        TaskFailed failed = harness.await(job, TaskEvent::getFailed);

        assertThat(failed.getKind()).isEqualTo(FailureKind.REJECTED);
        assertThat(failed.getMessage()).contains("species");
    }

    @Test
    void aTableThatDoesNotFitThePlansMemoryIsRejectedBeforeItIsRead() throws Exception {
        StringBuilder csv = new StringBuilder("id,value\n");
        for (int i = 0; i < 400_000; i++) {
            csv.append(i).append(',').append(i % 977).append(".25\n");
        }
        UUID job = harness.dispatch(harness.dataset(csv.toString().getBytes(UTF_8)), 16 << 20);
        TaskFailed failed = harness.await(job, TaskEvent::getFailed);

        assertThat(failed.getKind()).isEqualTo(FailureKind.REJECTED);
        assertThat(failed.getCode()).isEqualTo("table_too_large");
        assertThat(failed.getMessage()).contains("your plan grants 16 MiB");
    }

    @Test
    void aStopDuringSamplingLeavesNoRowsBehind() throws Exception {
        UUID job = harness.dispatch(harness.dataset(penguins()).setRows(500_000_000));
        TaskEvent sampling = Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () -> harness.eventsOf(job).stream()
                                .filter(event -> event.getHeartbeat() != null)
                                .filter(event -> event.getHeartbeat()
                                        .getProgress()
                                        .getStage()
                                        .equals("sample"))
                                .findFirst()
                                .orElse(null),
                        Objects::nonNull);
        harness.stop(sampling, "cancelled by the user");

        assertThat(harness.await(job, TaskEvent::getFailed).getKind()).isEqualTo(FailureKind.CANCELLED);
        assertThat(store.head("organizations/%s/jobs/%s/0/1-%s/synthetic.csv"
                        .formatted(WorkerHarness.ORGANIZATION, job, sampling.getRunId())))
                .isEmpty();
    }

    private String digestOf(UUID job) {
        return harness.await(job, TaskEvent::getSucceeded).getOutputs().stream()
                .filter(output -> output.getName().equals("synthetic.csv"))
                .findFirst()
                .orElseThrow()
                .getSha256();
    }

    private static void assertLooksLikePenguins(Table table) throws IOException {
        Table real = new CsvTableReader(TableLimits.defaults())
                .read(new ByteArrayInputStream(penguins()))
                .typed(Map.of())
                .table();
        assertThat(table.rows()).isEqualTo(500);
        assertThat(table.names()).isEqualTo(real.names());
        CategoricalColumn species = (CategoricalColumn) table.column("species");
        assertThat(((CategoricalColumn) real.column("species")).categories()).containsAll(species.categories());
        double[] mass = present(table, "body_mass_g");
        double[] realMass = present(real, "body_mass_g");
        assertThat(Arrays.stream(mass).min().orElseThrow())
                .isGreaterThanOrEqualTo(Arrays.stream(realMass).min().orElseThrow());
        assertThat(Arrays.stream(mass).max().orElseThrow())
                .isLessThanOrEqualTo(Arrays.stream(realMass).max().orElseThrow());
    }

    private static double[] present(Table table, String column) {
        return Arrays.stream(((NumericColumn) table.column(column)).values())
                .filter(value -> !Double.isNaN(value))
                .toArray();
    }

    private Table read(String key) throws IOException {
        try (InputStream bytes = store.open(key)) {
            return new CsvTableReader(TableLimits.defaults())
                    .read(bytes)
                    .typed(Map.of())
                    .table();
        }
    }

    private String text(Output output) throws IOException {
        try (InputStream bytes = store.open(output.getObjectKey())) {
            return new String(bytes.readAllBytes(), UTF_8);
        }
    }

    private static byte[] penguins() throws IOException {
        try (InputStream csv = SynthesisIT.class.getResourceAsStream("/penguins.csv")) {
            return Objects.requireNonNull(csv).readAllBytes();
        }
    }

    private static Output output(Map<String, Output> outputs, String name) {
        return Objects.requireNonNull(outputs.get(name), name);
    }
}
