package io.inferloop.tabular.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferloop.tabular.gateway.FrontDoor.Answer;
import io.inferloop.tabular.schemas.job.JobState;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ModelsIT extends GatewayOnRealServers {

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
