package io.inferloop.tabular.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferloop.tabular.gateway.FrontDoor.Answer;
import io.inferloop.tabular.schemas.job.JobState;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ModelsIT extends GatewayOnRealServers {

    private static final String DESCRIPTION = """
            {"format": "tabular-model/1", "noiseWidth": 2, "keys": [], "conditioning": {"kind": "any"}, "onnxSha256": "ab",
             "schema": {"columns": [
               {"kind": "categorical", "name": "sex", "categories": ["Female", "Male"]},
               {"kind": "numeric", "name": "age", "decimals": 0, "minDecimals": 0}]},
             "provenance": {"algorithm": "cart", "hyperparameters": {}, "seed": 1, "threads": 1, "device": "cpu", "dataSha256": null,
               "rows": 3, "versions": {}, "fitMillis": 1}}""";

    @Autowired
    JobFeed feed;

    @Test
    void aFittedModelIsListedDownloadedAndDeletedForGood() throws Exception {
        UUID running = UUID.randomUUID();
        feed.send(JobFeed.event(running, 1, JobState.RUNNING));
        UUID older = fitted();
        UUID newer = fitted();

        Answer page = door().get("/v1/models?limit=1").expect(200);
        assertThat(page.text("/models/0/id")).isEqualTo(newer.toString());
        Answer next = door().get("/v1/models?limit=1&cursor=" + page.text("/next_cursor"));
        assertThat(next.text("/models/0/id")).isEqualTo(older.toString());
        assertThat(door().get("/v1/models?limit=100").body()).doesNotContain(running.toString());
        door().get("/v1/models/" + running).expect(404);
        newOrganization("enterprise").get("/v1/models/" + newer).expect(404);

        Answer model = door().get("/v1/models/" + newer).expect(200);
        assertThat(model.text("/algorithm")).isEqualTo("ctgan");
        assertThat(model.text("/job_id")).isEqualTo(newer.toString());
        assertThat(model.json().at("/size_bytes").longValue()).isEqualTo("graph".length() + "{}".length());
        assertThat(door().get("/v1/models/" + newer + "/model.onnx").expect(200).body())
                .isEqualTo("graph");
        assertThat(door().get("/v1/models/" + newer + "/model.onnx", "Range", "bytes=1-2")
                        .expect(206)
                        .body())
                .isEqualTo("ra");
        door().get("/v1/models/" + newer + "/synthetic.csv").expect(404);

        long stored = storedByResults();
        door().delete("/v1/models/" + newer).expect(204);
        door().delete("/v1/models/" + newer).expect(204);
        assertThat(storedByResults()).isEqualTo(stored - "graph".length() - "{}".length());
        assertThat(door().get("/v1/models/" + newer).expect(410).text("/code")).isEqualTo("model_deleted");
        door().get("/v1/models/" + newer + "/model.json").expect(410);
        door().get("/v1/jobs/" + newer + "/result/model.onnx").expect(410);
        door().get("/v1/jobs/" + newer + "/result/model.onnx?redirect=true").expect(410);
        door().get("/v1/jobs/" + newer + "/result").expect(200);
        assertThat(door().get("/v1/models").body()).contains(older.toString()).doesNotContain(newer.toString());
    }

    @Test
    void aTrainedModelIsOneArchiveAndSamplesUnderConditionsThatItCanMeet() throws Exception {
        UUID model = trained(Instant.now().truncatedTo(ChronoUnit.MILLIS));

        Answer kept = door().get("/v1/models/" + model).expect(200);
        Answer archive = door().get(kept.text("/links/artifact")).expect(200);
        assertThat(archive.header("Content-Disposition")).contains("model-%s.zip".formatted(model));
        assertThat(unzipped(archive))
                .containsOnlyKeys("model.onnx", "model.json")
                .containsEntry("model.onnx", "graph")
                .containsEntry("model.json", DESCRIPTION);
        assertThat(door().get("/v1/jobs/" + model + "/result").expect(200).body())
                .isEqualTo("graph");
        newOrganization("starter").get("/v1/models/" + model + "/artifact").expect(404);

        Answer sampling = door().post(
                        "/v1/jobs",
                        "{\"type\":\"sampling\",\"model_id\":\"%s\",\"rows\":10,\"conditions\":{\"sex\":\"Female\",\"age\":null}}"
                                .formatted(model))
                .expect(202);
        assertThat(sampling.json().at("/spec").toString())
                .contains("\"model_id\":\"%s\"".formatted(model))
                .contains("\"conditions\":{\"sex\":\"Female\",\"age\":null}");
        Answer wrong = door().post(
                        "/v1/jobs",
                        "{\"type\":\"sampling\",\"model_id\":\"%s\",\"rows\":10,\"conditions\":{\"sex\":\"F\",\"height\":1}}"
                                .formatted(model))
                .expect(422);
        assertThat(wrong.json().at("/errors"))
                .extracting(error -> error.path("detail").asString())
                .containsExactlyInAnyOrder(
                        "Column 'sex' cannot be 'F': it has the categories [Female, Male]",
                        "There is no column 'height' to be given; there are [sex, age]");
        FrontDoor stranger = newOrganization("business");
        assertThat(stranger.post("/v1/jobs", sampling(model)).expect(404).text("/code"))
                .isEqualTo("unknown_model");

        door().delete("/v1/models/" + model).expect(204);
        door().get(kept.text("/links/artifact")).expect(410);
        assertThat(door().post("/v1/jobs", sampling(model)).expect(422).text("/errors/0/detail"))
                .startsWith("the model was deleted at");
    }

    @Test
    void aModelIsKeptAsLongAsThePlanSays() throws Exception {
        UUID old = trained(Instant.now().minus(Duration.ofDays(366)).truncatedTo(ChronoUnit.MILLIS));

        assertThat(door().get("/v1/models/" + old).expect(410).text("/code")).isEqualTo("model_expired");
        assertThat(door().get("/v1/models?limit=100").body()).doesNotContain(old.toString());
        assertThat(door().post("/v1/jobs", sampling(old)).expect(422).text("/errors/0/detail"))
                .contains("kept the model until");
    }

    @Test
    void aTrainingIsTakenInAndWhatItsAlgorithmCannotBeGivenIsRefused() {
        String dataset = door().dataset();
        Answer training = door().post(
                        "/v1/jobs",
                        "{\"type\":\"training\",\"dataset_id\":\"%s\",\"columns\":{\"age\":{\"type\":\"integer\"}}}"
                                .formatted(dataset))
                .expect(202);
        assertThat(training.text("/spec/algorithm")).isEqualTo("gaussian_copula");
        assertThat(door().get("/v1/jobs?type=training").body()).contains(training.text("/id"));

        Answer refused = door().post(
                        "/v1/jobs",
                        "{\"type\":\"training\",\"dataset_id\":\"%s\",\"algorithm\":\"gaussian_copula\",\"condition_columns\":[\"age\",\"height\"],\"rows\":3}"
                                .formatted(dataset))
                .expect(422);
        assertThat(refused.json().at("/errors").toString())
                .contains("gaussian_copula take no conditions")
                .contains("/condition_columns/1")
                .contains("/rows");
        Answer conditional = door().post(
                        "/v1/jobs",
                        "{\"type\":\"generation\",\"dataset_id\":\"%s\",\"rows\":3,\"conditions\":{\"age\":[1]}}"
                                .formatted(dataset))
                .expect(422);
        assertThat(conditional.json().at("/errors").toString())
                .contains("/conditions/age")
                .contains("must be a string, a number, true, false or null");
    }

    private static String sampling(UUID model) {
        return "{\"type\":\"sampling\",\"model_id\":\"%s\",\"rows\":10}".formatted(model);
    }

    private static Map<String, String> unzipped(Answer answer) throws IOException {
        Map<String, String> files = new HashMap<>();
        try (ZipInputStream zip =
                new ZipInputStream(new ByteArrayInputStream(answer.response().body()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    private UUID trained(Instant succeededAt) throws Exception {
        UUID job = UUID.randomUUID();
        feed.send(JobFeed.event(job, 1, JobState.SUCCEEDED)
                .setType("training")
                .setStateTimes(Map.of("queued", succeededAt, "succeeded", succeededAt))
                .setSpecJson("{\"type\":\"training\",\"dataset_id\":\"%s\",\"algorithm\":\"cart\"}"
                        .formatted(UUID.randomUUID()))
                .setOutputs(
                        List.of(feed.output(job, "model.onnx", "graph"), feed.output(job, "model.json", DESCRIPTION))));
        Awaitility.await().until(() -> door().get("/v1/jobs/" + job).status() == 200);
        return job;
    }

    private long storedByResults() throws Exception {
        return Long.parseLong(door().get("/v1/storage").expect(200).text("/result_bytes"));
    }

    private UUID fitted() throws Exception {
        UUID job = UUID.randomUUID();
        feed.send(JobFeed.event(job, 1, JobState.SUCCEEDED)
                .setSpecJson("{\"type\":\"generation\",\"dataset_id\":\"%s\",\"algorithm\":\"ctgan\"}"
                        .formatted(UUID.randomUUID()))
                .setOutputs(List.of(
                        feed.output(job, "synthetic.csv", FrontDoor.ADULTS),
                        feed.output(job, "model.onnx", "graph"),
                        feed.output(job, "model.json", "{}"))));
        Awaitility.await().until(() -> door().get("/v1/jobs/" + job).status() == 200);
        return job;
    }
}
