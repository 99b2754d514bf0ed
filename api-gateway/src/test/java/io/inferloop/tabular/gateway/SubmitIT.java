package io.inferloop.tabular.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferloop.tabular.gateway.FrontDoor.Answer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class SubmitIT extends GatewayOnRealServers {

    @Test
    void aJobCanBeReadRightAfterIts202() {
        Answer accepted =
                door().post("/v1/jobs", FrontDoor.job(door().dataset())).expect(202);

        assertThat(accepted.header("Retry-After")).isEqualTo("1");
        assertThat(accepted.header("Location")).isEqualTo("/v1/jobs/" + accepted.text("/id"));
        Answer read = door().get(accepted.header("Location")).expect(200);
        assertThat(read.text("/state")).isEqualTo("queued");
        assertThat(read.text("/spec/algorithm")).isEqualTo("gaussian_copula");
        assertThat(read.json().at("/spec")).isEqualTo(accepted.json().at("/spec"));
        assertThat(read.text("/links/cancel")).isEqualTo(accepted.header("Location") + "/cancel");
        assertThat(read.text("/queued_at")).endsWith("Z");
    }

    @Test
    void ofAHundredConcurrentPostsWithOneKeyOneBecomesAJob() throws Exception {
        String body = FrontDoor.job(door().dataset());
        String key = UUID.randomUUID().toString();
        FrontDoor door = door();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Answer> one = () -> door.post("/v1/jobs", body, "Idempotency-Key", key);
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> post : threads.invokeAll(Collections.nCopies(100, one))) {
                answers.add(post.get());
            }
            assertThat(answers).extracting(Answer::status).containsOnly(202);
            assertThat(answers)
                    .extracting(it -> it.text("/id"))
                    .containsOnly(answers.getFirst().text("/id"));
            assertThat(answers)
                    .filteredOn(it -> it.header("Idempotency-Replayed").isEmpty())
                    .hasSize(1);
        }
        assertThat(jdbc.sql("SELECT count(*) FROM job WHERE type = 'generation' AND spec->>'dataset_id' = ?")
                        .param(door.post("/v1/jobs", body, "Idempotency-Key", key)
                                .text("/spec/dataset_id"))
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void aKeyInQuotesIsTheSameKeyAndSpacingIsNoDifference() {
        String dataset = door().dataset();
        String key = UUID.randomUUID().toString();
        Answer first = door().post("/v1/jobs", FrontDoor.job(dataset), "Idempotency-Key", key)
                .expect(202);
        Answer again = door().post(
                        "/v1/jobs",
                        "{ \"rows\": 10, \"dataset_id\": \"%s\", \"type\": \"generation\" }".formatted(dataset),
                        "Idempotency-Key",
                        '"' + key + '"')
                .expect(202);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
    }

    @Test
    void aKeyIsRefusedForAnotherBody() {
        String dataset = door().dataset();
        String key = UUID.randomUUID().toString();
        door().post("/v1/jobs", FrontDoor.job(dataset), "Idempotency-Key", key).expect(202);
        Answer other = door().post("/v1/jobs", FrontDoor.job(dataset).replace("10", "11"), "Idempotency-Key", key)
                .expect(422);
        assertThat(other.text("/code")).isEqualTo("idempotency_key_reused");
    }

    @Test
    void everyMistakeOfAJobIsSaidAtOnceWithItsPlace() {
        String dataset = door().dataset();
        Answer refused = door().post("/v1/jobs", """
                        {"type":"generation","dataset_id":"%s","algorithm":"magic","rows":0,"seed":"x","colour":1,
                         "columns":{"age":{"type":"integr"},"nobody":{"type":"integer"}},"priority":9,
                         "deadline":"tomorrow"}""".formatted(dataset)).expect(422);
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        assertThat(refused.json()
                        .at("/errors")
                        .valueStream()
                        .map(it -> it.at("/pointer").asString()))
                .containsExactlyInAnyOrder(
                        "/algorithm",
                        "/rows",
                        "/seed",
                        "/colour",
                        "/columns/age/type",
                        "/columns/nobody",
                        "/priority",
                        "/deadline");
        assertThat(refused.text("/request_id")).isEqualTo(refused.header("X-Request-Id"));
    }

    @Test
    void anotherOrganizationsDatasetDoesNotExist() throws Exception {
        String theirs = newOrganization("starter").dataset();
        Answer refused = door().post("/v1/jobs", FrontDoor.job(theirs)).expect(404);
        assertThat(refused.text("/code")).isEqualTo("unknown_dataset");
        door().get("/v1/datasets/" + theirs).expect(404);
    }

    @Test
    void aPlanLimitsRowsAndAlgorithms() throws Exception {
        FrontDoor starter = newOrganization("starter");
        Answer refused = starter.post(
                        "/v1/jobs", FrontDoor.job(starter.dataset()).replace("10}", "10001}"))
                .expect(422);
        assertThat(refused.text("/errors/0/pointer")).isEqualTo("/rows");
    }

    @Test
    void whatIsNotAJsonObjectIsRefusedAsSuch() {
        assertThat(door().post("/v1/jobs", "{\"type\":").expect(400).text("/code"))
                .isEqualTo("malformed_json");
        assertThat(door().post("/v1/jobs", "[]").expect(400).text("/code")).isEqualTo("malformed_json");
        assertThat(door().post("/v1/jobs", "{\"rows\":1,\"rows\":2}")
                        .expect(400)
                        .text("/code"))
                .isEqualTo("malformed_json");
        assertThat(door().post("/v1/jobs", "").expect(422).text("/errors/0/pointer"))
                .isEqualTo("/type");
    }

    @Test
    void everyErrorIsAProblem() {
        for (Answer answer : List.of(
                door().get("/v1/nothing").expect(404),
                door().get("/nothing").expect(404),
                door().get("/v1/jobs/not-a-uuid").expect(400),
                door().delete("/v1/jobs").expect(405),
                door().send(
                                "POST",
                                "/v1/jobs",
                                java.net.http.HttpRequest.BodyPublishers.ofString("x"),
                                "Content-Type",
                                "text/plain")
                        .expect(415))) {
            assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
            assertThat(answer.text("/request_id")).isNotEmpty();
            assertThat(answer.body()).doesNotContain("Exception");
        }
    }
}
