package io.inferloop.tabular.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferloop.tabular.gateway.FrontDoor.Answer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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
    void aJobThatNamesNoAlgorithmGetsTheBestOfItsPlanAndTheReason() throws Exception {
        byte[] table = table(400);
        Map<String, String> chosen = Map.of("starter", "gaussian_copula", "professional", "cart", "business", "argn");
        for (Map.Entry<String, String> plan : chosen.entrySet()) {
            FrontDoor door = newOrganization(plan.getKey());
            String body = FrontDoor.job(door.upload("table", table).expect(201).text("/id"));
            Answer job = door.post("/v1/jobs", body, "Idempotency-Key", "auto").expect(202);
            assertThat(job.text("/spec/algorithm")).isEqualTo(plan.getValue());
            assertThat(job.text("/spec/algorithm_reason"))
                    .startsWith(plan.getValue() + ": ")
                    .contains("400 rows");
            assertThat(door.post("/v1/jobs", body, "Idempotency-Key", "auto").body())
                    .isEqualTo(job.body());
        }
    }

    @Test
    void theChoiceHeedsWhatIsGivenAndWhatIsSet() {
        String dataset = door().dataset();
        assertThat(choice(dataset, "\"conditions\":{\"age\":39}")).isEqualTo("cart");
        assertThat(choice(dataset, "\"rebalance\":{\"column\":\"job\",\"shares\":{\"exec\":0.5}}"))
                .isEqualTo("cart");
        assertThat(choice(dataset, "\"algorithm\":\"auto\",\"hyperparameters\":{\"min_leaf\":7}"))
                .isEqualTo("cart");
        assertThat(choice(dataset, "\"algorithm\":\"auto\"")).isEqualTo("gaussian_copula");
    }

    private String choice(String dataset, String more) {
        return door().post("/v1/jobs", job(dataset, more)).expect(202).text("/spec/algorithm");
    }

    private static String job(String dataset, String more) {
        return FrontDoor.job(dataset).replace("10}", "10,%s}".formatted(more));
    }

    private static byte[] table(int rows) {
        StringBuilder csv = new StringBuilder("age,job\n");
        for (int i = 0; i < rows; i++) {
            csv.append(20 + i % 50).append(i % 3 == 0 ? ",clerk\n" : ",exec\n");
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void sharesThatCannotBeAreNamed() {
        String dataset = door().dataset();
        assertThat(mistakes(dataset, "\"rebalance\":{\"column\":\"job\",\"shares\":{\"exec\":0.6,\"clerk\":0.6}}"))
                .contains("/rebalance/shares")
                .contains("at most 1, got 1.2");
        assertThat(
                        mistakes(
                                dataset,
                                "\"rebalance\":{\"column\":\"nobody\",\"shares\":{\"a\":0.5}},\"algorithm\":\"gaussian_copula\""))
                .contains("/rebalance/column")
                .contains("gaussian_copula take no conditions");
        assertThat(
                        mistakes(
                                dataset,
                                "\"conditions\":{\"job\":\"exec\"},\"rebalance\":{\"column\":\"job\",\"shares\":{\"exec\":0.5}}"))
                .contains("a condition says what every row has");
        assertThat(mistakes(dataset, "\"rebalance\":{\"column\":\"job\",\"shares\":{\"exec\":\"half\"}}"))
                .contains("/rebalance/shares/exec");
        assertThat(mistakes(dataset, "\"rebalance\":{}")).contains("must have a column and shares");
    }

    private String mistakes(String dataset, String more) {
        return door().post("/v1/jobs", job(dataset, more)).expect(422).body();
    }

    @Test
    void aValidatedJobShowsWhatIsHeldOutAndPredicted() {
        String dataset = door().dataset();
        Answer usual = door().post("/v1/jobs", job(dataset, "\"validate\":true,\"target\":\"income\""))
                .expect(202);
        assertThat(usual.text("/spec/target")).isEqualTo("income");
        assertThat(usual.json().at("/spec/hyperparameters/holdout").doubleValue())
                .isEqualTo(0.2);
        Answer whole = door().post("/v1/jobs", job(dataset, "\"validate\":true,\"hyperparameters\":{\"holdout\":0}"))
                .expect(202);
        assertThat(whole.json().at("/spec/hyperparameters/holdout").doubleValue())
                .isZero();
        assertThat(mistakes(dataset, "\"target\":\"income\"")).contains("/target");
        assertThat(mistakes(dataset, "\"validate\":true,\"target\":\"nobody\""))
                .contains("/target")
                .contains("no column of this name");
    }

    @Test
    void anImputationTakesAModelThatCanBeGivenAnything() throws Exception {
        String body = "{\"type\":\"imputation\",\"dataset_id\":\"%s\"%s}";
        FrontDoor business = newOrganization("business");
        Answer job = business.post("/v1/jobs", body.formatted(business.dataset(), ""))
                .expect(202);
        assertThat(job.text("/type")).isEqualTo("imputation");
        assertThat(job.text("/spec/algorithm")).isEqualTo("argn");
        assertThat(business.get("/v1/jobs?type=imputation").body()).contains(job.text("/id"));

        FrontDoor professional = newOrganization("professional");
        assertThat(professional
                        .post("/v1/jobs", body.formatted(professional.dataset(), ""))
                        .expect(422)
                        .body())
                .contains("plan professional does not have algorithm argn");
        String dataset = door().dataset();
        assertThat(door().post("/v1/jobs", body.formatted(dataset, ",\"algorithm\":\"cart\""))
                        .expect(422)
                        .body())
                .contains("models of cart cannot be given whichever cells a row has");
        assertThat(door().post(
                                "/v1/jobs",
                                body.formatted(
                                        dataset, ",\"algorithm\":\"argn\",\"model_id\":\"" + UUID.randomUUID() + "\""))
                        .expect(422)
                        .body())
                .contains("is there already")
                .contains("no model of yours");
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
             "deadline":"tomorrow"}\
            """.formatted(dataset)).expect(422);
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
