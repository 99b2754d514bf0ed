package io.inferloop.tabular.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.inferloop.tabular.gateway.FrontDoor.Answer;
import io.inferloop.tabular.platform.messaging.AvroCodec;
import io.inferloop.tabular.platform.messaging.RecordSender;
import io.inferloop.tabular.platform.storage.ObjectStore;
import io.inferloop.tabular.platform.storage.StoredObject;
import io.inferloop.tabular.schemas.job.JobChanged;
import io.inferloop.tabular.schemas.job.JobCommand;
import io.inferloop.tabular.schemas.job.JobFailure;
import io.inferloop.tabular.schemas.job.JobOutput;
import io.inferloop.tabular.schemas.job.JobState;
import io.inferloop.tabular.schemas.topic.Topics;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class DatasetsIT extends GatewayOnRealServers {

    @Autowired
    AvroCodec codec;

    @Autowired
    RecordSender sender;

    @Autowired
    ObjectStore store;

    @Test
    void datasetsAreListedNewestFirstInPagesAndByTheBeginningOfTheirName() throws Exception {
        FrontDoor door = newOrganization("professional");
        List<String> ids = new ArrayList<>();
        for (String name : List.of("adults-1", "other", "adults_2", "adults-3")) {
            ids.addFirst(upload(door, name));
        }

        Answer first = door.get("/v1/datasets?limit=3").expect(200);
        assertThat(ids(first)).isEqualTo(ids.subList(0, 3));
        assertThat(first.json().at("/has_more").booleanValue()).isTrue();
        Answer second = door.get("/v1/datasets?limit=3&cursor=" + first.text("/next_cursor"))
                .expect(200);
        assertThat(ids(second)).isEqualTo(ids.subList(3, 4));
        assertThat(second.json().at("/next_cursor").isNull()).isTrue();
        assertThat(ids(door.get("/v1/datasets?name=adults-"))).containsExactly(ids.get(0), ids.get(3));
        assertThat(door.get("/v1/datasets?limit=101").expect(400).text("/code")).isEqualTo("invalid_limit");
        assertThat(door.get("/v1/datasets?cursor=made-up").expect(400).text("/code"))
                .isEqualTo("invalid_cursor");
        assertThat(ids(door().get("/v1/datasets"))).doesNotContainAnyElementsOf(ids);
    }

    @Test
    void everyDatasetIsProfiledOnceByAJobThatListsDoNotShow() throws Exception {
        FrontDoor door = newOrganization("professional");
        String dataset = upload(door, "adults");
        Answer pending = door.get("/v1/datasets/" + dataset).expect(200);
        assertThat(pending.text("/profile/state")).isEqualTo("pending");
        String job = pending.text("/profile/job_id");
        UUID organization = organization(dataset);

        JobCommand command = codec.decode(
                Topics.JOB_COMMANDS,
                jdbc.sql("SELECT command FROM job WHERE id = ?")
                        .param(UUID.fromString(job))
                        .query(byte[].class)
                        .single());
        assertThat(command.getSubmit().getProfile().getDatasetId()).hasToString(dataset);
        assertThat(command.getSubmit().getProfile().getDataset().getObjectKey()).contains(dataset);
        assertThat(door.get("/v1/jobs").json().at("/jobs").size()).isZero();
        assertThat(door.get("/v1/jobs/" + job).text("/type")).isEqualTo("profile");

        String prefix = "organizations/%s/jobs/%s/0/1-x/".formatted(organization, job);
        byte[] profile = "{\"rows\":3}".getBytes(UTF_8);
        StoredObject stored = store.upload(
                prefix + "profile.json", new ByteArrayInputStream(profile), "application/json", Long.MAX_VALUE);
        send(event(organization, job, dataset, JobState.SUCCEEDED)
                .setOutputs(List.of(new JobOutput(
                        "profile.json", stored.key(), "application/json", stored.sizeBytes(), stored.sha256(), null)))
                .build());

        Awaitility.await()
                .until(() -> door.get("/v1/datasets/" + dataset)
                        .text("/profile/state")
                        .equals("ready"));
        Answer ready = door.get("/v1/datasets/" + dataset);
        assertThat(ready.json().at("/profile/result/rows").intValue()).isEqualTo(3);
        assertThat(door.get("/v1/datasets").text("/datasets/0/profile/state")).isEqualTo("ready");

        door.delete("/v1/datasets/" + dataset).expect(204);
        Awaitility.await().until(() -> store.head(stored.key()).isEmpty());
    }

    @Test
    void aProfileThatFailedSaysWhyAndIsMadeWhenItIsAskedForAgain() throws Exception {
        FrontDoor door = newOrganization("professional");
        String dataset = upload(door, "adults");
        UUID organization = organization(dataset);
        String profile = "/v1/datasets/" + dataset + "/profile";
        String first = door.post(profile, "").expect(200).text("/profile/job_id");
        assertThat(first)
                .as("one is on its way")
                .isEqualTo(door.get("/v1/datasets/" + dataset).text("/profile/job_id"));
        send(failed(organization, first, dataset, 5));
        awaitProfile(door, dataset, "failed");
        assertThat(door.get("/v1/datasets/" + dataset).text("/profile/failure")).contains("memory");

        Answer again = door.post(profile, "").expect(200);

        String second = again.text("/profile/job_id");
        assertThat(second).isNotEqualTo(first);
        assertThat(again.text("/profile/state")).isEqualTo("pending");
        assertThat(door.get("/v1/jobs/" + second).expect(200).text("/type")).isEqualTo("profile");
        assertThat(door.post(profile, "").expect(200).text("/profile/job_id")).isEqualTo(second);
        door().post(profile, "").expect(404);
        // The first one's end, told once more, changes nothing.
        send(failed(organization, first, dataset, 6));
        StoredObject stored = store.upload(
                "organizations/%s/jobs/%s/0/1-x/profile.json".formatted(organization, second),
                new ByteArrayInputStream("{\"rows\":3}".getBytes(UTF_8)),
                "application/json",
                Long.MAX_VALUE);
        send(event(organization, second, dataset, JobState.SUCCEEDED)
                .setOutputs(List.of(new JobOutput(
                        "profile.json", stored.key(), "application/json", stored.sizeBytes(), stored.sha256(), null)))
                .build());
        awaitProfile(door, dataset, "ready");
        assertThat(door.post(profile, "").json().at("/profile/result/rows").intValue())
                .isEqualTo(3);
    }

    private static void awaitProfile(FrontDoor door, String dataset, String state) {
        Awaitility.await()
                .until(() -> door.get("/v1/datasets/" + dataset)
                        .text("/profile/state")
                        .equals(state));
    }

    private static JobChanged failed(UUID organization, String job, String dataset, long sequence) {
        return event(organization, job, dataset, JobState.FAILED)
                .setSequence(sequence)
                .setFailure(new JobFailure("REJECTED", "table_too_large", "The table needs more memory."))
                .build();
    }

    @Test
    void aDeletedDatasetIsGoneWithItsObjectAndItsRecord() throws Exception {
        FrontDoor door = newOrganization("professional");
        String dataset = upload(door, "adults");
        String key = jdbc.sql("SELECT object_key FROM dataset WHERE id = ?")
                .param(UUID.fromString(dataset))
                .query(String.class)
                .single();
        door().delete("/v1/datasets/" + dataset).expect(404);

        door.delete("/v1/datasets/" + dataset).expect(204);

        door.get("/v1/datasets/" + dataset).expect(404);
        assertThat(door.delete("/v1/datasets/" + dataset).expect(404).text("/code"))
                .isEqualTo("unknown_dataset");
        assertThat(door.post("/v1/jobs", FrontDoor.job(dataset)).expect(404).text("/code"))
                .isEqualTo("unknown_dataset");
        Awaitility.await().until(() -> store.head(key).isEmpty());
        Awaitility.await().until(() -> lastIsTombstone(dataset));
    }

    private static boolean lastIsTombstone(String dataset) {
        var records = Stack.records(Topics.DATASETS.name(), dataset);
        return records.size() >= 2 && records.getLast().value() == null;
    }

    private UUID organization(String dataset) {
        return jdbc.sql("SELECT organization_id FROM dataset WHERE id = ?")
                .param(UUID.fromString(dataset))
                .query(UUID.class)
                .single();
    }

    private void send(JobChanged event) throws Exception {
        sender.send(Topics.JOB_EVENTS, event.getOrganizationId() + "|" + event.getJobId(), event)
                .get();
    }

    private static JobChanged.Builder event(UUID organization, String job, String dataset, JobState state) {
        Instant now = Instant.now();
        return JobChanged.newBuilder()
                .setOrganizationId(organization)
                .setJobId(UUID.fromString(job))
                .setSequence(5)
                .setOccurredAt(now)
                .setState(state)
                .setType("profile")
                .setSpecJson("{\"type\":\"profile\",\"dataset_id\":\"%s\"}".formatted(dataset))
                .setAttempt(1)
                .setTask(0)
                .setTasks(1)
                .setCreatedAt(now)
                .setStateTimes(
                        Map.of("queued", now, "running", now, state.name().toLowerCase(java.util.Locale.ROOT), now));
    }

    private static String upload(FrontDoor door, String name) {
        return door.upload(name, FrontDoor.ADULTS.getBytes(UTF_8)).expect(201).text("/id");
    }

    private static List<String> ids(Answer page) {
        return page.json()
                .at("/datasets")
                .valueStream()
                .map(it -> it.at("/id").asString())
                .toList();
    }
}
