package io.inferloop.tabular.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.inferloop.tabular.gateway.FrontDoor.Answer;
import io.inferloop.tabular.platform.messaging.RecordSender;
import io.inferloop.tabular.platform.storage.ObjectStore;
import io.inferloop.tabular.schemas.job.JobChanged;
import io.inferloop.tabular.schemas.job.JobOutput;
import io.inferloop.tabular.schemas.job.JobProgress;
import io.inferloop.tabular.schemas.job.JobState;
import io.inferloop.tabular.schemas.topic.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

class JobViewIT extends GatewayOnRealServers {

    @Autowired
    RecordSender sender;

    @Autowired
    ObjectStore store;

    @TempDir
    Path folder;

    @Test
    void theNewestSnapshotWinsInWhateverOrderTheyCome() throws Exception {
        UUID job = UUID.randomUUID();
        send(event(job, 3, JobState.RUNNING).build());
        send(event(job, 1, JobState.QUEUED).build());
        send(event(job, 3, JobState.RUNNING).build());
        send(event(job, 2, JobState.DISPATCHED).build());
        UUID last = UUID.randomUUID();
        // Same partition or not: the batch consumer has seen all of them when it shows the last of each partition.
        send(event(last, 1, JobState.QUEUED).build());

        Awaitility.await().until(() -> door().get("/v1/jobs/" + last).status() == 200);
        Awaitility.await()
                .untilAsserted(() -> assertThat(
                                door().get("/v1/jobs/" + job).expect(200).text("/state"))
                        .isEqualTo("running"));
        send(event(job, 2, JobState.QUEUED).build());
        send(event(job, 4, JobState.CANCELLED).build());
        assertThat(door().get("/v1/jobs/" + job, "Prefer", "wait=30").text("/state"))
                .isEqualTo("cancelled");
    }

    @Test
    void aJobOfAnOutsideProducerAppearsForItsOrganizationOnly() throws Exception {
        UUID job = UUID.randomUUID();
        send(event(job, 1, JobState.QUEUED).build());
        Awaitility.await().until(() -> door().get("/v1/jobs/" + job).status() == 200);
        newOrganization("enterprise").get("/v1/jobs/" + job).expect(404);
    }

    @Test
    void waitingEndsWhenTheJobEndsAndTheResultIsStreamed() throws Exception {
        UUID job = UUID.randomUUID();
        String objectKey = "organizations/%s/jobs/%s/0/1-run/synthetic.csv".formatted(Stack.ORGANIZATION, job);
        Path file = Files.writeString(folder.resolve("synthetic.csv"), FrontDoor.ADULTS);
        var stored = store.put(objectKey, file, "text/csv");
        send(event(job, 1, JobState.RUNNING)
                .setProgress(new JobProgress("fit", 1L, 2L, "fitting", 500L))
                .build());
        Awaitility.await().until(() -> door().get("/v1/jobs/" + job).status() == 200);
        Answer early = door().get("/v1/jobs/" + job + "/result").expect(409);
        assertThat(early.text("/code")).isEqualTo("job_not_finished");
        assertThat(door().get("/v1/jobs/" + job).text("/progress/remaining_ms")).isEqualTo("500");

        CompletableFuture<Answer> waiting =
                CompletableFuture.supplyAsync(() -> door().get("/v1/jobs/" + job, "Prefer", "wait=30"));
        send(event(job, 2, JobState.SUCCEEDED)
                .setScores(Map.of("quality", 0.91))
                .setOutputs(List.of(
                        new JobOutput("synthetic.csv", objectKey, "text/csv", stored.sizeBytes(), stored.sha256(), 3L)))
                .build());

        Answer done = waiting.get();
        assertThat(done.header("Preference-Applied")).isEqualTo("wait=30");
        assertThat(done.text("/state")).isEqualTo("succeeded");
        assertThat(done.text("/scores/quality")).isEqualTo("0.91");
        assertThat(done.body()).doesNotContain(objectKey);
        Answer result = door().get(done.text("/links/result")).expect(200);
        assertThat(result.body()).isEqualTo(FrontDoor.ADULTS);
        assertThat(result.header("Content-Length"))
                .isEqualTo(Integer.toString(FrontDoor.ADULTS.getBytes(UTF_8).length));
        door().get("/v1/jobs/" + job + "/result/model.onnx").expect(404);
        door().post("/v1/jobs/" + job + "/cancel", "").expect(409);
    }

    @Test
    void pagesOfJobsFollowOneAnotherWithoutGapOrRepetition() throws Exception {
        FrontDoor door = newOrganization("enterprise");
        String dataset = door.dataset();
        List<String> submitted = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            submitted.addFirst(door.post("/v1/jobs", FrontDoor.job(dataset)).text("/id"));
        }
        List<String> listed = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = door.get("/v1/jobs?limit=2" + cursor).expect(200);
            page.json()
                    .at("/jobs")
                    .valueStream()
                    .forEach(job -> listed.add(job.at("/id").asString()));
            cursor = page.json().at("/has_more").booleanValue() ? "&cursor=" + page.text("/next_cursor") : "";
        } while (!cursor.isEmpty());
        assertThat(listed).containsExactlyElementsOf(submitted);
    }

    private void send(JobChanged event) throws Exception {
        sender.send(Topics.JOB_EVENTS, event.getOrganizationId() + "|" + event.getJobId(), event)
                .get();
    }

    private static JobChanged.Builder event(UUID job, long sequence, JobState state) {
        Instant now = Instant.now();
        return JobChanged.newBuilder()
                .setOrganizationId(Stack.ORGANIZATION)
                .setJobId(job)
                .setSequence(sequence)
                .setOccurredAt(now)
                .setState(state)
                .setType("generation")
                .setSpecJson("{\"type\":\"generation\"}")
                .setAttempt(1)
                .setTask(0)
                .setTasks(1)
                .setCreatedAt(now)
                .setStateTimes(Map.of("queued", now));
    }
}
