package io.inferloop.tabular.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.inferloop.tabular.gateway.FrontDoor.Answer;
import io.inferloop.tabular.platform.messaging.AvroCodec;
import io.inferloop.tabular.platform.messaging.RecordSender;
import io.inferloop.tabular.platform.messaging.UndecodableRecordException;
import io.inferloop.tabular.platform.storage.ObjectStore;
import io.inferloop.tabular.platform.storage.StoredObject;
import io.inferloop.tabular.schemas.billing.BillingEvent;
import io.inferloop.tabular.schemas.job.JobChanged;
import io.inferloop.tabular.schemas.job.JobOutput;
import io.inferloop.tabular.schemas.job.JobState;
import io.inferloop.tabular.schemas.topic.Topics;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class StorageIT extends GatewayOnRealServers {

    private static final byte[] CONTENT = "a,b\n1,2\n".getBytes(UTF_8);

    @Autowired
    AvroCodec codec;

    @Autowired
    RecordSender sender;

    @Autowired
    ObjectStore store;

    @Test
    void anUploadOverThePlansStorageIsRefusedWithWhatIsUsedAndWhatToDo() throws Exception {
        FrontDoor door = newOrganization("starter");
        String dataset = door.dataset();
        jdbc.sql("UPDATE dataset SET size_bytes = 4950000000 WHERE id = ?")
                .param(UUID.fromString(dataset))
                .update();
        door.post("/v1/datasets/uploads", "{\"size_bytes\":49999900}").expect(201);

        Answer refused = door.upload("more", "a,b\n".repeat(30).getBytes(UTF_8)).expect(413);

        assertThat(refused.text("/code")).isEqualTo("storage_quota_exceeded");
        assertThat(refused.text("/detail"))
                .contains("5,000,000,000", "4,950,000,000 are used", "49,999,900 are reserved", "Delete datasets");
        assertThat(door.post("/v1/datasets/uploads", "{\"size_bytes\":101}")
                        .expect(413)
                        .text("/code"))
                .isEqualTo("storage_quota_exceeded");
        Answer storage = door.get("/v1/storage").expect(200);
        assertThat(storage.json().at("/used_bytes").longValue()).isEqualTo(4_950_000_000L);
        assertThat(storage.json().at("/reserved_bytes").longValue()).isEqualTo(49_999_900);
        assertThat(storage.json().at("/allowed_bytes").longValue()).isEqualTo(5_000_000_000L);
        door.delete("/v1/datasets/" + dataset).expect(204);
        assertThat(door.get("/v1/storage").json().at("/used_bytes").longValue()).isZero();
    }

    @Test
    void resultsCountUntilThePlansRetentionIsOverAndThenTheJobStaysWithoutThem() throws Exception {
        UUID job = UUID.randomUUID();
        String kept = stored(job, "2-b/synthetic.csv");
        String fenced = stored(job, "1-a/synthetic.csv");
        send(job, JobState.SUCCEEDED, Map.of("running", Instant.now(), "retry_wait", Instant.now()), kept);

        Awaitility.await().until(() -> store.head(fenced).isEmpty());
        assertThat(store.head(kept)).isPresent();
        assertThat(door().get("/v1/storage").json().at("/result_bytes").longValue())
                .isGreaterThanOrEqualTo(CONTENT.length);

        jdbc.sql("UPDATE job_output SET finished_at = now() - interval '366 days' WHERE job_id = ?")
                .param(job)
                .update();

        Awaitility.await().until(() -> store.head(kept).isEmpty());
        assertThat(door().get("/v1/jobs/" + job).expect(200).text("/state")).isEqualTo("succeeded");
        door().get("/v1/jobs/" + job + "/result").expect(410);
    }

    @Test
    void whatAFailedJobLeftIsDeletedAndWhatALiveOneWritesIsNot() throws Exception {
        UUID live = UUID.randomUUID();
        String written = stored(live, "1-a/synthetic.csv");
        send(live, JobState.RUNNING, Map.of("running", Instant.now()));
        UUID cancelled = UUID.randomUUID();
        String left = stored(cancelled, "1-a/synthetic.csv");

        send(cancelled, JobState.CANCELLED, Map.of("running", Instant.now()));

        Awaitility.await().until(() -> store.head(left).isEmpty());
        assertThat(store.head(written)).isPresent();
    }

    @Test
    void everyHourOfStorageIsMeteredOnceAlsoThoseThatWereMissed() throws Exception {
        FrontDoor door = newOrganization("starter");
        String dataset = door.dataset();
        UUID organization = jdbc.sql("SELECT organization_id FROM dataset WHERE id = ?")
                .param(UUID.fromString(dataset))
                .query(UUID.class)
                .single();
        Awaitility.await().until(() -> meterRows(organization) == 1);
        Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS);
        // As after three hours without any gateway: half a gigabyte came in the middle of the first.
        jdbc.sql(
                        "INSERT INTO storage_change (organization_id, changed_at, bytes) VALUES (?, ?::timestamptz, 500000000)")
                .params(organization, hour.minus(Duration.ofMinutes(210)).toString())
                .update();
        jdbc.sql(
                        "UPDATE storage_meter SET metered_until = ?::timestamptz, bytes = 1000000000 WHERE organization_id = ?")
                .params(hour.minus(Duration.ofHours(4)).toString(), organization)
                .update();

        Map<String, String> expected = new HashMap<>();
        expected.put(organization + ":" + hour.minus(Duration.ofHours(4)), "1.250000000");
        for (int ago = 3; ago > 1; ago--) {
            expected.put(organization + ":" + hour.minus(Duration.ofHours(ago)), "1.500000000");
        }
        Awaitility.await().untilAsserted(() -> assertThat(metered(organization)).containsAllEntriesOf(expected));
        assertThat(events(organization)).extracting(BillingEvent::getId).doesNotHaveDuplicates();
    }

    private int meterRows(UUID organization) {
        return jdbc.sql("SELECT count(*) FROM storage_meter WHERE organization_id = ?")
                .param(organization)
                .query(Integer.class)
                .single();
    }

    private Map<String, String> metered(UUID organization) {
        Map<String, String> quantities = new HashMap<>();
        events(organization)
                .forEach(event -> quantities.put(
                        event.getId(), event.getUsage().getQuantity().toPlainString()));
        return quantities;
    }

    private List<BillingEvent> events(UUID organization) {
        return Stack.records(Topics.USAGE.name(), organization.toString()).stream()
                .map(record -> {
                    try {
                        return codec.decode(Topics.USAGE, record.value());
                    } catch (UndecodableRecordException e) {
                        throw new AssertionError(e);
                    }
                })
                .filter(event ->
                        event.getUsage() != null && event.getUsage().getMeter().equals("storage_gb_hours"))
                .toList();
    }

    private String stored(UUID job, String name) throws IOException {
        String key = "organizations/%s/jobs/%s/0/%s".formatted(Stack.ORGANIZATION, job, name);
        StoredObject stored = store.upload(key, new ByteArrayInputStream(CONTENT), "text/csv", Long.MAX_VALUE);
        return stored.key();
    }

    private void send(UUID job, JobState state, Map<String, Instant> times, String... outputs) throws Exception {
        Map<String, Instant> all = new HashMap<>(times);
        all.put(state.name().toLowerCase(java.util.Locale.ROOT), Instant.now());
        JobChanged event = JobChanged.newBuilder()
                .setOrganizationId(Stack.ORGANIZATION)
                .setJobId(job)
                .setSequence(9)
                .setOccurredAt(Instant.now())
                .setState(state)
                .setType("generation")
                .setSpecJson("{}")
                .setAttempt(1)
                .setTask(0)
                .setTasks(1)
                .setCreatedAt(Instant.now())
                .setStateTimes(all)
                .setOutputs(java.util.Arrays.stream(outputs)
                        .map(key -> new JobOutput(
                                "synthetic.csv", key, "text/csv", (long) CONTENT.length, "0".repeat(64), 1L))
                        .toList())
                .build();
        sender.send(Topics.JOB_EVENTS, Stack.ORGANIZATION + "|" + job, event).get();
    }
}
