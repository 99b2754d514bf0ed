package io.inferloop.tabular.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEException;
import io.inferloop.tabular.schemas.job.GenerationSpec;
import io.inferloop.tabular.schemas.job.JobCommand;
import io.inferloop.tabular.schemas.job.SubmitJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** The system as its users meet it: the command line, and a customer's own producer on the command topic. */
@ExtendWith(SharedStack.class)
class JourneyE2E {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static RunningStack stack;

    @BeforeAll
    static void find(RunningStack shared) {
        stack = shared;
    }

    @Test
    void oneCommandTurnsATableIntoRowsAndTheSameSeedGivesTheSameBytes() throws IOException, InterruptedException {
        Path first = submit("first.csv", 7);
        Path again = submit("again.csv", 7);
        Path other = submit("other.csv", 8);

        assertThat(Files.readAllLines(first)).hasSize(501).first().isEqualTo(header());
        assertThat(again).hasSameBinaryContentAs(first);
        assertThat(Files.mismatch(first, other)).isNotNegative();
        JsonNode newest = stack.client().get("/v1/jobs?limit=1").at("/jobs/0");
        assertThat(stack.client().text(newest.at("/links/report").asString()))
                .as("the report behind the job's link is the one that the command left beside the rows")
                .contains("<h1>Quality report</h1>")
                .isEqualTo(Files.readString(other.resolveSibling("other-report.html")));
    }

    @Test
    void aModelIsTrainedTakenHomeAndSampledAgainAndAgain() throws IOException, InterruptedException {
        Path archive = Path.of("target", "model.zip").toAbsolutePath();
        stack.tabular(
                "train",
                Penguins.csv().toAbsolutePath().toString(),
                "--seed",
                "7",
                "--conditions",
                "sex",
                "--out",
                archive.toString());
        try (ZipFile model = new ZipFile(archive.toFile())) {
            assertThat(model.stream().map(ZipEntry::getName)).containsExactlyInAnyOrder("model.onnx", "model.json");
        }
        String model = stack.client().get("/v1/models").at("/models/0/id").asString();

        Path first = sample(model, "sampled.csv");
        Path again = sample(model, "sampled-again.csv");

        assertThat(Files.readAllLines(first)).hasSize(101).first().isEqualTo(header());
        assertThat(again).hasSameBinaryContentAs(first);
        assertThat(stack.client()
                        .get("/v1/jobs/" + model)
                        .at("/spec/algorithm_reason")
                        .asString(""))
                .startsWith("argn: 344 rows and 7 columns fit");

        assertThat(rows(sample(model, "of-no-sex.csv", "--given", "sex=")))
                .hasSize(100)
                .allMatch(row -> row.endsWith(","));
        assertThat(rows(sample(model, "balanced.csv", "--rebalance", "sex", "--share", "FEMALE=0.8")))
                .hasSize(100)
                .filteredOn(row -> row.endsWith(",FEMALE"))
                .hasSizeBetween(79, 81);
    }

    private static List<String> rows(Path file) throws IOException {
        return Files.readAllLines(file).stream().skip(1).toList();
    }

    private static Path sample(String model, String output, String... more) throws IOException, InterruptedException {
        Path file = Path.of("target", output).toAbsolutePath();
        List<String> arguments =
                new ArrayList<>(List.of("sample", model, "--rows", "100", "--seed", "3", "--out", file.toString()));
        arguments.addAll(List.of(more));
        stack.tabular(arguments.toArray(String[]::new));
        return file;
    }

    @Test
    void aCommandFromACustomersProducerAppearsInRestAndSucceeds()
            throws IOException, InterruptedException, JOSEException, ExecutionException, NoSuchAlgorithmException {
        GatewayClient client = stack.client();
        UUID dataset = client.upload("penguins", Penguins.csv());
        UUID job = UUID.randomUUID();
        try (CustomersProducer producer = new CustomersProducer(
                stack.connection("kafka", "bootstrap_servers"), stack.connection("registry", "api"))) {
            client.post("/v1/producer-keys", Map.of("public_jwk", producer.publicJwk()), 201);
            producer.send(stack.organization(), generation(job, dataset));
        }

        JsonNode finished = await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptionsMatching(missing -> missing instanceof AssertionError)
                .until(
                        () -> client.job(job),
                        found -> found.get("state").asString().equals("succeeded"));

        assertThat(finished.at("/spec/dataset_id").asString()).isEqualTo(dataset.toString());
        assertThat(client.text("/v1/jobs/" + job + "/result").lines()).hasSize(101);
    }

    private static JobCommand generation(UUID job, UUID dataset) {
        return JobCommand.newBuilder()
                .setCommandId(UUID.randomUUID())
                .setJobId(job)
                .setIssuedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .setSubmit(SubmitJob.newBuilder()
                        .setGeneration(GenerationSpec.newBuilder()
                                .setDatasetId(dataset)
                                .setAlgorithm("gaussian_copula")
                                .setRows(100)
                                .build())
                        .build())
                .build();
    }

    private static Path submit(String output, int seed) throws IOException, InterruptedException {
        Path file = Path.of("target", output).toAbsolutePath();
        stack.tabular(
                "submit",
                Penguins.csv().toAbsolutePath().toString(),
                "--algorithm",
                "gaussian_copula",
                "--rows",
                "500",
                "--seed",
                Integer.toString(seed),
                "--out",
                file.toString());
        return file;
    }

    private static String header() throws IOException {
        return Files.readAllLines(Penguins.csv()).getFirst();
    }
}
