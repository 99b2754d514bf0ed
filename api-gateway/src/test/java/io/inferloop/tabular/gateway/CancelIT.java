package io.inferloop.tabular.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferloop.tabular.gateway.FrontDoor.Answer;
import io.inferloop.tabular.platform.messaging.AvroCodec;
import io.inferloop.tabular.schemas.job.JobState;
import io.inferloop.tabular.schemas.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class CancelIT extends GatewayOnRealServers {

    @Autowired
    JobFeed feed;

    @Autowired
    AvroCodec codec;

    @Test
    void aJobIsCancelledAtOnceInEveryStateThatIsNotItsEnd() throws Exception {
        UUID job = UUID.randomUUID();
        long sequence = 0;
        for (JobState state : List.of(
                JobState.QUEUED, JobState.DISPATCHED, JobState.RUNNING, JobState.RETRY_WAIT, JobState.CANCELLING)) {
            String seen = reach(job, ++sequence, state);
            Answer answer = door().post("/v1/jobs/" + job + "/cancel", "").expect(202);
            assertThat(answer.text("/state")).isEqualTo(seen);
            assertThat(answer.text("/cancel_requested_at")).isNotEmpty();
            assertThat(door().get("/v1/jobs/" + job).text("/cancel_requested_at"))
                    .isEqualTo(answer.text("/cancel_requested_at"));
        }
        reach(job, ++sequence, JobState.CANCELLED);
        door().post("/v1/jobs/" + job + "/cancel", "").expect(202);
        for (JobState ended : List.of(JobState.SUCCEEDED, JobState.FAILED, JobState.EXPIRED, JobState.REJECTED)) {
            UUID other = UUID.randomUUID();
            reach(other, 1, ended);
            Answer refused = door().post("/v1/jobs/" + other + "/cancel", "").expect(409);
            assertThat(refused.text("/code")).isEqualTo("job_finished");
        }
        door().post("/v1/jobs/" + UUID.randomUUID() + "/cancel", "").expect(404);
    }

    @Test
    void aSubmissionIsCancelledBeforeAnybodyHasHeardOfIt() {
        Answer submitted =
                door().post("/v1/jobs", FrontDoor.job(door().dataset())).expect(202);
        Answer cancelled = door().post(submitted.text("/links/cancel"), "").expect(202);
        assertThat(cancelled.text("/state")).isEqualTo("queued");
        assertThat(cancelled.text("/cancel_requested_at")).isNotEmpty();
    }

    @Test
    void cancelAfterIsCarriedByTheCommandAndShownInTheJob() throws Exception {
        String dataset = door().dataset();
        String key = UUID.randomUUID().toString();
        Answer accepted = door().post(
                        "/v1/jobs", FrontDoor.job(dataset), "Cancel-After", "1h30m", "Idempotency-Key", key)
                .expect(202);
        Instant cancelAt = Instant.parse(accepted.text("/spec/cancel_at"));
        assertThat(Duration.between(Instant.parse(accepted.text("/created_at")), cancelAt))
                .isEqualTo(Duration.ofMinutes(90));
        byte[] command = jdbc.sql("SELECT command FROM job WHERE id = ?")
                .param(UUID.fromString(accepted.text("/id")))
                .query((row, n) -> row.getBytes(1))
                .single();
        assertThat(codec.decode(Topics.JOB_COMMANDS, command).getSubmit().getCancelAt())
                .isEqualTo(cancelAt);
        door().post("/v1/jobs", FrontDoor.job(dataset), "Cancel-After", "2h", "Idempotency-Key", key)
                .expect(422);

        for (String wrong : List.of("1s", "25h", "soon", "-5")) {
            Answer refused = door().post("/v1/jobs", FrontDoor.job(dataset), "Cancel-After", wrong)
                    .expect(400);
            assertThat(refused.text("/code")).isEqualTo("invalid_cancel_after");
            assertThat(refused.text("/detail")).contains(wrong);
        }
        String withDeadline = FrontDoor.job(dataset)
                .replaceFirst(
                        "\\{", "{\"deadline\":\"%s\",".formatted(Instant.now().plusSeconds(3600)));
        Answer both =
                door().post("/v1/jobs", withDeadline, "Cancel-After", "1m").expect(422);
        assertThat(both.text("/errors/0/pointer")).isEqualTo("/deadline");
    }

    private String reach(UUID job, long sequence, JobState state) throws Exception {
        feed.send(JobFeed.event(job, sequence, state));
        String shown = state.name().toLowerCase(java.util.Locale.ROOT);
        Awaitility.await().until(() -> {
            Answer answer = door().get("/v1/jobs/" + job);
            return answer.status() == 200 && answer.text("/state").equals(shown);
        });
        return shown;
    }
}
